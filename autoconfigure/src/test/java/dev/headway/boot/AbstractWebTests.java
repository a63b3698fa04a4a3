package dev.headway.boot;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

/**
 * Base class for tests that send requests to {@link WebApplication}s, which all use the
 * same new database and folder of migrations.
 */
public abstract class AbstractWebTests {

	protected final Access database = TestDatabase.H2.create();

	protected MigrationFolder migrations;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path.resolve("migrations"));
	}

	protected final WebApplication start(String... properties) {
		return WebApplication.start(this.database, this.migrations, properties);
	}

}
