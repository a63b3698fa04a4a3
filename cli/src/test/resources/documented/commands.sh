# == db revision -m "add emails" --json 2> /dev/null
merged
rm $migrations/U*
migration HEAD '4 V4__merge_password_hashes_and_avatars.sql'
# == db show nothing --json 2> /dev/null
# == db check --location core/src/main/resources/db/migration \
project
migrations=core/src/main/resources/db/migration
migration V1__a.sql
migration V2__b.sql '-- revises: 1'
migrations=billing/src/main/resources/db/migration
migration V3__c.sql '-- revises: 2'
migration V4__d.sql '-- revises: 3'
program
# == db check
project
for database in h2 postgresql; do
  migration $database/V1__a.sql
done
program
