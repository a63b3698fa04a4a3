package dev.headway.migration;

import dev.headway.testing.TestDatabase;

class H2MigrationServiceTests extends AbstractMigrationServiceTests {

	@Override
	TestDatabase database() {
		return TestDatabase.H2;
	}

}
