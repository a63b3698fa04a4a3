# == git checkout release
# untested: TODO

# == git checkout main
# untested: TODO

# == git cherry-pick main
# untested: TODO
