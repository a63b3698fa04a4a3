# == db upgrade 2
merged
application
# == db upgrade
heads
application
# == db upgrade
project
users
avatars 3 1
hashes 4 3
application
db upgrade 3
migration V5__broken.sql '-- revises: 4' '-- Orders of the shop' 'create tabel orders (id int);'
# == db upgrade 2:3 --sql
merged
application
