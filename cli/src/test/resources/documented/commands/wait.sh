# == db wait --timeout 10m
# printed by: WaitCommandTests
# == db wait
heads
migration V4__merge.sql '-- revises: 2, 3'
migration V5__e.sql '-- revises: 3'
application
# == db wait --timeout 0s --json
merged
application
db upgrade 3
