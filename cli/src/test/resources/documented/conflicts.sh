# == db check --against main
# untested: TODO

# == db rebase V2__f1.sql
# untested: TODO

# == db check
# untested: TODO

# == db rebase --against main
# untested: TODO

# == db rebase --against main
# untested: TODO

# == db check
# untested: TODO

# == LATE_REVISION: 4 (V4__d.sql) was added below 5 (V5__e.sql), which this database already has. Use
# untested: TODO

# == db rebase 2 3 --onto 4
# untested: TODO

# == db check
# untested: TODO

# == UNKNOWN_REVISION: The database has 5 (V5__mine.sql), which is 4 (V4__theirs.sql) now: the same script
# untested: TODO

# == db check --against main
# untested: TODO

# == db check --against
# untested: TODO

# == db check --against main
# untested: TODO

# == db check
# untested: TODO

# == db check --against
# untested: TODO

# == db rebase V101__m.sql V102__m.sql --against main
# untested: TODO

# == db check
# untested: TODO

# == REPLACED_VERSION: A rebase has moved what this database has applied: 2 (V2__add_password_hashes.sql) is 4
# untested: TODO
