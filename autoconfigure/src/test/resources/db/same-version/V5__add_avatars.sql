-- revises: 1
alter table users add avatar varchar(100);
