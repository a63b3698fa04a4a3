# == src/main/resources/db/migration/__root/V1__common.sql         table flyway_schema_history
# untested: TODO

# == Not migrating at startup: the FlywayMigrationStrategy bean 'springModulithFlywayMigrationStrategy' is in charge.
# untested: TODO

# == curl -s localhost:8080/actuator/health/migrations/inventory
# untested: TODO

# == Headway vetoes migrating 'inventory' (classpath:db/conflict/inventory): 2 heads, 2 (V2__shelves.sql) and
# untested: TODO

# == java -jar app.jar db check
# untested: TODO
