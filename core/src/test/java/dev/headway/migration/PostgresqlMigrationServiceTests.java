package dev.headway.migration;

import dev.headway.testing.TestDatabase;

class PostgresqlMigrationServiceTests extends AbstractMigrationServiceTests {

	@Override
	TestDatabase database() {
		return TestDatabase.POSTGRESQL;
	}

}
