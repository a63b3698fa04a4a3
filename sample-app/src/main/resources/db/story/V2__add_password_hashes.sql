-- revises: 1
-- Mary's branch. Users from before have no password yet.
alter table users add column password_hash varchar(200);
