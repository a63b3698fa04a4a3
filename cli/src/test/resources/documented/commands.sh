# == db revision -m "add emails" --json 2> /dev/null
# untested: TODO

# == db show nothing --json 2> /dev/null
# untested: TODO

# == db check --location core/src/main/resources/db/migration \
# untested: TODO

# == db check
# untested: TODO
