# == db heads
heads
migration HEAD '2 V2__add_password_hashes.sql'
# == db merge V5__c.sql
project
migration V1__create_users.sql 'create table users (id int primary key);'
migration V5__b.sql '-- revises: 1' 'alter table users add column b int;'
migration V5__c.sql '-- revises: 1' 'alter table users add column c int;'
