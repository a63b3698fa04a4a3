-- revises: 1
-- David's branch, begun on the same day.
alter table users add column avatar_url varchar(2000);
