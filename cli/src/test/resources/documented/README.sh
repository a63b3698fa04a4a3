# == curl -s localhost:8080/actuator/health | jq -c .components.migrations
# runs in: SampleApplicationTests
# == curl -s -w ' %{http_code}\n' localhost:8080/actuator/health/readiness
# runs in: ConflictProfileTests
# == mkdir -p target/demo && cd target/demo && git init -q -b main
# printed by: RunnableJarIT
# == ./db migrate -m "add avatars"
# runs in: DocumentedModelIT
model "$POSTGRESQL" '@Column(length = 100) private String name;'
attributes '@Column(length = 100) private String name;' '@Column(length = 2000) private String avatarUrl;'
