# == src/main/resources/db/migration/__root/V1__common.sql         table flyway_schema_history
# untested: a list of files
# == Not migrating at startup: the FlywayMigrationStrategy bean 'springModulithFlywayMigrationStrategy' is in charge.
# printed by: HeadwayAutoConfigurationTests
# == curl -s localhost:8080/actuator/health/migrations/inventory
# printed by: ShopApplicationTests
# == Headway vetoes migrating 'inventory' (classpath:db/conflict/inventory): 2 heads, 2 (V2__shelves.sql) and
# printed by: DerivedHistoriesTests
# == java -jar app.jar db check
# printed by: ShopApplicationTests
