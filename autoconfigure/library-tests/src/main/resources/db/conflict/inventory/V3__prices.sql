-- revises: 1
alter table stock add column price int;
