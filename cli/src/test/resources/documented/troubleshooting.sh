# == db check
# untested: TODO

# == db heads
# untested: TODO

# == db check
# untested: TODO

# == db check
# untested: TODO

# == db check
# untested: TODO

# == db check
# untested: TODO

# == db check
# untested: TODO

# == db upgrade
# untested: TODO

# == db check
# untested: TODO

# == db current --check-heads
# untested: TODO
