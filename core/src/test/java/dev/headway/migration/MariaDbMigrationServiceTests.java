package dev.headway.migration;

import dev.headway.testing.TestDatabase;

class MariaDbMigrationServiceTests extends AbstractMigrationServiceTests {

	@Override
	TestDatabase database() {
		return TestDatabase.MARIADB;
	}

}
