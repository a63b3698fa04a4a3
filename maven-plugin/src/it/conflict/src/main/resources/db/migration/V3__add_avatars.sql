-- revises: 1
alter table users add column avatar varchar(200);
