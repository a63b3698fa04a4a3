-- revises: 2
-- branche: x
select 1;
