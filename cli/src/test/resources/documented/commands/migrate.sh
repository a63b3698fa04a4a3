# == db migrate -m "add avatars"
# runs in: DocumentedModelIT
model "$POSTGRESQL" '@Column(length = 100) private String name;'
attributes '@Column(length = 100) private String name;' '@Column(length = 2000) private String avatarUrl;'
# == db migrate --check
# runs in: DocumentedModelIT
model '' '@Column(length = 100) private String name;'
attributes '@Column(length = 100) private String name;' '@Column(length = 2000) private String avatarUrl;'
db migrate -m 'add avatars'
# == db migrate -m "add avatars" --json 2> /dev/null
# runs in: DocumentedModelIT
rm $migrations/?2*
