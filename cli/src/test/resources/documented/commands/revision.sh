# == db revision -m "Add password hashes"
project
users
migration HEAD '1 V1__create_users.sql'
# == db revision -m "Add invoices" --head 1
rm $migrations/HEAD
# == db revision -m "Add emails"
heads
rm $migrations/U*
