create table stock (id int);
