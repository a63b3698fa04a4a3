-- revises: 1
alter table users add phone varchar(100);
