create table common (id int);
