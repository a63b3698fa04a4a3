-- revises: 1
alter table stock add column shelf int;
