# == db repair
heads
rm $migrations/?2*
application
db upgrade
sed -i '1i -- Users of the shop' $migrations/V1__create_users.sql
