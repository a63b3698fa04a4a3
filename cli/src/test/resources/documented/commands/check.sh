# == db check
heads
# == db check
mistakes() {
  project
  users
  hashes
  migration V3__add_avatars.sql '-- revises: 2'
  migration V4__merge.sql '-- revises: 3'
  migration V5__typo.sql '-- revise: 4'
  migration v6__x.sql '-- revises: 5'
  migration U9__gone.sql
}
mistakes
# == db check
merged
# == db check --fix
project
users
for version in 2 3 4; do
  migration "V${version}__c$version.sql" "-- revises: $((version - 1))"
done
migration HEAD '4 V4__c4.sql'
publish
migration v4__d.sql '-- revise: 3'
# == db check
mary() {
  project
  users
  publish
  git checkout -q -b david
  avatars
  commit 'Add avatars'
  git push -q origin david:main
  git checkout -q main
  hashes
  commit 'Add password hashes'
}
mary
# == db check --against
project
users
publish
echo 'insert into users (name) values (null);' >>$migrations/V1__create_users.sql
migration V4__add_password_hashes.sql '-- revises: 1'
# == db check --against origin/main
project
users
migration V5__a.sql '-- revises: 1'
migration V5__b.sql '-- revises: 1'
publish
# == git add README.md
project
users
commit 'Create users'
echo shop >README.md
avatars 3 1
# == db check
merged
application
db upgrade 2
# == db check --model
# runs in: DocumentedModelIT
model '' '@Column(length = 100) private String nick;'
attributes '@Column(length = 100) private String nick;' '@Column(nullable = false) private String name;'
# == db check --against --json | jq 'del(.problems[].message)'
mary
git fetch -q
# == db check --format github
mistakes
# == db check --format markdown
project
users
publish
migration V2__add_password_hashes.sql '-- revises: 1' 'alter table users add password_hash varchar(100);'
migration V3__add_avatars.sql '-- revises: 1' 'alter table users add avatar varchar(100);'
