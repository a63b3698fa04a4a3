# == java -jar headway-cli.jar init
# runs in: RunnableJarIT
jar
# == db init --versions timestamp
project
rm -rf .git
program
# == ./db init --pre-commit --pre-push
# runs in: RunnableJarIT
jar
java -jar headway-cli.jar init
rm src/main/resources/db/migration/HEAD
migrations=src/main/resources/db/migration
migration V1__create_users.sql 'create table users (id int primary key);'
commit 'Create users'
git checkout -q -b topic
migration V2__add_password_hashes.sql '-- revises: 1'
commit 'Add password hashes'
git checkout -q main
migration V3__add_avatars.sql '-- revises: 1'
commit 'Add avatars'
