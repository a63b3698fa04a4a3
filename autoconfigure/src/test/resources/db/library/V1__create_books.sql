create table books (id int primary key);
