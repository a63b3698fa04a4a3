# == db downgrade
merged
application
db upgrade
# == db downgrade 2@1
db upgrade
# == db downgrade
# printed by: DowngradeCommandTests
# == db downgrade 3:1 --sql
merged
application
