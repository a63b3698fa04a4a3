# == git checkout release
project
migration V1__base.sql
migration V2__a.sql '-- revises: 1'
publish
git push -q origin main:release
git branch -q release
migration V3__b.sql '-- revises: 2'
commit b
git push -q origin main
# == git checkout main
commit fix
# == git cherry-pick main
project
migration V1__base.sql
migration V2__a.sql '-- revises: 1'
publish
git branch -q release
migration V3__b.sql '-- revises: 2'
commit b
migration V4__fix.sql '-- revises: 3'
commit fix
git push -q origin main
git checkout -q release
