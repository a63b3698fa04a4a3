-- revises: 1
alter table people add name varchar(200);
