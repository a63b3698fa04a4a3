# == db current
merged
application
db upgrade 2
# == db current -v
project
users
avatars 3 1
hashes 4 3
application
db upgrade
