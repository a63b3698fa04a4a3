# == db stamp 3
merged
application
# == db stamp 2 --purge
# == db stamp 5 --replaces 4
heads
migration V4__merge.sql '-- revises: 2, 3'
application
db upgrade
mv $migrations/V4__merge.sql $migrations/V5__merge.sql
