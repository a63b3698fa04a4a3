-- revises: 1
alter table users add column hash varchar(200);
