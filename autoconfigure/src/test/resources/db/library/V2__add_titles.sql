alter table books add title varchar(200);
