# == ./db migrate -m "add emails and avatars" --rename users.name=full_name --fill 'users.email=lower(full_name)'
# runs in: DocumentedModelIT
model '' '@Column(nullable = false, unique = true, length = 100) private String name;'
attributes '@Column(name = "full_name", nullable = false, unique = true, length = 200) private String name;' \
  '@Column(nullable = false, length = 100) private String email;' \
  '@Column(length = 2000) private String avatarUrl;'
