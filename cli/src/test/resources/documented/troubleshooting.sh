# == db check
project
users
hashes
migration V3__add_avatars.sql '-- revises: 2'
migration V4__merge.sql '-- revises: 3'
migration V5__typo.sql '-- revise: 4'
# == db heads
heads
# == db check
project
migration V1__create_users.sql 'create table users (id int primary key);'
migration V2__shop.sql 'alter table users add column email varchar(100);' \
  'create table orders (id int primary key);' \
  'create index by_id on orders (id);' \
  'create index by_email on users (emial);' \
  'alter table orders add column remark varchar(100);'
application
! db upgrade
# == db check
project
users
hashes
commit 'Add password hashes'
application
db upgrade
echo '-- Mary' >>$migrations/V2__add_password_hashes.sql
# == db check
heads
application
rm $migrations/?3*
db upgrade
rm $migrations/?2*
avatars
# == db check
heads
application
rm $migrations/?3*
db upgrade
rm $migrations/?2*
avatars
hashes 4 3
# == db check
project
users
avatars
hashes 4 3
application
db upgrade 3
# == db upgrade
# == db check
rm $migrations/?4*
# == db current --check-heads
hashes 4 3
