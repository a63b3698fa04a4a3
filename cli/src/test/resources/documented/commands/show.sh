# == db show 1
merged
# == db show 4
project
users
avatars 3 1
hashes 4 3
application
db upgrade
# == db show 4 --json
