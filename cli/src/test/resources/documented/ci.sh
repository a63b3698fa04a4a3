# == ./db check
# untested: TODO

# == ./db heads < /dev/null 2>&1 | cat
# untested: TODO

# == ./db init --pre-commit --pre-push
# untested: TODO

# == ./db init --github
# untested: TODO
