-- revises: 1
alter table users add password_hash varchar(100);
