# == curl -s localhost:8080/actuator/health | jq -c .components.migrations
# untested: TODO

# == curl -s -w ' %{http_code}\n' localhost:8080/actuator/health/readiness
# untested: TODO

# == mkdir -p target/demo && cd target/demo && git init -q -b main
# untested: TODO

# == ./db migrate -m "add avatars"
# untested: TODO
