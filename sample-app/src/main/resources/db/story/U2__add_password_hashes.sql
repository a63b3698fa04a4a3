alter table users drop column password_hash;
