# == db rebase 2 --onto 3 --dry-run
heads
migration HEAD '2 V2__add_password_hashes.sql'
# == db rebase V2__add_password_hashes.sql
project
migration V1__create_users.sql 'create table users (id int primary key);'
migration V2__add_avatars.sql '-- revises: 1'
migration V2__add_password_hashes.sql '-- revises: 1'
# == git merge main
# untested: shows no output
# == db rebase 2 --onto 3 --downgrade
heads
migration HEAD '2 V2__add_password_hashes.sql'
application
db upgrade 2
# == FAILED: Writing failed: interrupted. All files were restored. Fix the cause, then try again.
# printed by: FileTransactionTests
# == db heads
# printed by: UnfinishedEditTests
# == db rebase 3 --onto 4
project
users
migration V2__b.sql '-- revises: 1'
migration V3__c.sql '-- revises: 2'
migration V4__d.sql '-- revises: 2'
mv $migrations/V3__c.sql ../c.sql
ln -s "$PWD/../c.sql" $migrations/V3__c.sql
