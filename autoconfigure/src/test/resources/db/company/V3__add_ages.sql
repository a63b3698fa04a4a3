-- revises: 1
alter table people add age int;
