# == db check --against main
project
migration V1__a.sql
migration V2__b.sql
commit Base
git checkout -q -b topic
migration V4__d.sql 'create table d (id int);'
commit Ours
git checkout -q main
migration V3__c.sql
migration V5__e.sql
commit Theirs
git checkout -q topic
# == db rebase V2__f1.sql
project
migration V1__base.sql
migration HEAD '1 V1__base.sql'
commit Base
git checkout -q -b topic
migration V2__f1.sql '-- revises: 1'
migration V3__f2.sql '-- revises: 2'
migration V4__f3.sql '-- revises: 3'
migration HEAD '4 V4__f3.sql'
commit Ours
git checkout -q main
migration V2__m1.sql '-- revises: 1'
migration V3__m2.sql '-- revises: 2'
migration HEAD '3 V3__m2.sql'
commit Theirs
git checkout -q topic
! git merge -q main
# == db check
project
migration V1__base.sql
publish
migration V5__a.sql 'create table a (id int);'
commit First
git push -q origin HEAD:main
migration V5__b.sql 'create table b (id int);'
commit Second
git push -q origin HEAD:main
git checkout -q -b topic
# == db rebase --against main
project
migration V1__base.sql
commit Base
git checkout -q -b topic
migration V2__hot.sql 'create table hot (id int);'
migration U2__hot.sql 'drop table hot;'
commit Hotfix
git checkout -q main
migration V2__m.sql
migration V3__hot.sql 'create table hot (id int);'
migration U3__hot.sql 'drop table hot;'
commit Hotfix
git checkout -q topic
git merge -q main
# == db rebase --against main
project
for version in 1 2 3; do
  migration "V${version}__base.sql"
done
commit Base
git checkout -q -b topic
migration V4__d.sql '-- revises: 3'
commit Ours
git checkout -q main
migration V5__e.sql
commit Theirs
git checkout -q topic
git merge -q main
# == db check
project
migration V1__a.sql
migration V2__b.sql '-- revises: 1'
migration V3__c.sql
# == LATE_REVISION: 4 (V4__d.sql) was added below 5 (V5__e.sql), which this database already has. Use
project
migration V1__a.sql 'create table a (id int);'
migration V5__e.sql 'create table e (id int);'
application
db upgrade
migration V4__d.sql 'create table d (id int);'
db check || true
# == db rebase 2 3 --onto 4
project
migration V1__a.sql
migration V2__b.sql '-- revises: 1'
migration V3__c.sql '-- revises: 1'
migration V4__d.sql '-- revises: 1'
# == db check
project
migration V1__a.sql
migration V2__b.sql '-- revises: 1'
migration V3__c.sql '-- revises: 1'
migration V4__theirs.sql '-- revises: 2, 3'
publish
migration V5__mine.sql '-- revises: 2, 3'
# == UNKNOWN_REVISION: The database has 5 (V5__mine.sql), which is 4 (V4__theirs.sql) now: the same script
project
migration V1__a.sql
migration V2__b.sql '-- revises: 1'
migration V3__c.sql '-- revises: 1'
migration V5__mine.sql '-- revises: 2, 3'
application
db upgrade
mv $migrations/V5__mine.sql $migrations/V4__theirs.sql
db check || true
# == db check --against main
project
migration V1__base.sql
commit Base
git checkout -q -b topic
migration V3__f1.sql '-- revises: 1'
commit Ours
git checkout -q main
migration V2__m1.sql '-- revises: 1'
commit Theirs
git checkout -q topic
git merge -q main
db merge
commit Merge
git checkout -q main
migration V5__m2.sql '-- revises: 2'
commit Later
git checkout -q topic
# == db check --against
project
migration V1__base.sql
migration V2__a.sql 'create table a (id int);'
publish
git checkout -q -b topic
git rm -q $migrations/V2__a.sql
commit Delete
git push -q origin topic:main
git checkout -q main
echo 'create table b (id int);' >>$migrations/V2__a.sql
commit Edit
git fetch -q
# == db check --against main
project
migration V1__base.sql
migration V2__a.sql '-- revises: 1'
commit Base
git checkout -q -b topic
migration V3__b.sql '-- revises: 2'
commit Ours
git checkout -q main
git rm -q $migrations/V2__a.sql
commit Delete
git checkout -q topic
# == db check
project
migration V1__base.sql
migration V2__a.sql '-- revises: 1'
migration V3__c.sql '-- revises: 1'
migration V4__d.sql '-- revises: 3'
db rebase 2 --onto 4
migration V5__b.sql '-- revises: 2'
# == db check --against
project
migration V1__base.sql
publish
git checkout -q -b topic
migration V2__f1.sql 'create table f1 (id int);'
commit Ours
git checkout -q main
git merge -q --no-ff --no-edit topic
git revert -m 1 --no-edit HEAD
migration V3__m1.sql
commit Theirs
git push -q origin main
git checkout -q -b again
git revert --no-edit HEAD~1
# == db rebase V101__m.sql V102__m.sql --against main
project
migration V100__base.sql
commit Base
git checkout -q -b release
migration V105__hotfix.sql
commit Hotfix
git checkout -q main
migration V101__m.sql
migration V102__m.sql
commit Theirs
git merge -q --no-edit release
# == db check
heads
application
db upgrade 2
db rebase 2 --onto 3
# == REPLACED_VERSION: A rebase has moved what this database has applied: 2 (V2__add_password_hashes.sql) is 4
# printed by: ReplacementsTests
