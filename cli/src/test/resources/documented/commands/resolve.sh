# == db resolve 2
shop() {
  project
  migration V1__create_users.sql 'create table users (id int primary key);'
  migration V2__shop.sql 'alter table users add column email varchar(100);' \
    'create table orders (id int primary key);' \
    'create index by_id on orders (id);' \
    'create index by_email on users (emial);' \
    'alter table orders add column remark varchar(100);'
  application
  ! db upgrade
}
shop
# == db resolve 2 --continue-at 4
sed -i s/emial/email/ $migrations/V2__shop.sql
# == db upgrade
# printed by: InterruptedUpgradeTests
