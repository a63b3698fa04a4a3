# == db migrate -m "add avatars"
# untested: it needs Hibernate
# == db migrate --check
# untested: it needs Hibernate
# == db migrate -m "add avatars" --json
# untested: it needs Hibernate
