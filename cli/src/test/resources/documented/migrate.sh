# == ./db migrate -m "add emails and avatars" --rename users.name=full_name --fill 'users.email=lower(full_name)'
# untested: TODO
