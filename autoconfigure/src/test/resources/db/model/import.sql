drop table users;
drop table other.users;
