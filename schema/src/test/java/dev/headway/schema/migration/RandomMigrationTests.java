package dev.headway.schema.migration;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.SnapshotSchema;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random schemas a and b: the statements from a to b leave nothing to do, and those back
 * restore a. More pairs with {@code -Dheadway.pairs=200}, a certain one with
 * {@code -Dheadway.seed}.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RandomMigrationTests {

	private static final int PAIRS = Integer.getInteger("headway.pairs", 20);

	private final TestDatabase database;

	RandomMigrationTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void upgradeOfRandomSchemaLeavesNothingToDoAndDowngradeRestoresIt() {
		Long seed = Long.getLong("headway.seed");
		long first = (seed != null) ? seed : System.nanoTime();
		for (int pair = 0; pair < ((seed != null) ? 1 : PAIRS); pair++) {
			verify(first + pair);
		}
	}

	private void verify(long seed) {
		RandomSchema a = new RandomSchema(this.database, new Random(seed));
		RandomSchema b = a.next();
		String description = "-Dheadway.seed=" + seed + " on " + this.database + "\n" + a + "\n-- to\n" + b + "\n";
		try {
			SnapshotSchema schema = new SnapshotSchema(this.database).run(a.statements());
			SchemaSnapshot model = new SnapshotSchema(this.database).run(b.statements()).snapshot();
			verify(schema, model, dropping(a.tableNames()).strictly(), description);
			verify(schema, model, dropping(a.tableNames()), description);
		}
		catch (IllegalStateException ex) {
			throw new AssertionError(description + ex.getCause(), ex);
		}
	}

	private void verify(SnapshotSchema schema, SchemaSnapshot model, MigrationOptions options, String description) {
		SchemaSnapshot before = schema.snapshot();
		SchemaMigration upgrade = between(before, model, options);
		run(schema, upgrade, description + "-- upgrade\n");
		assertEmpty(between(schema.snapshot(), model, options), description + "-- after\n" + upgrade.script());
		SchemaMigration downgrade = upgrade.reverse();
		run(schema, downgrade, description + "-- up\n" + upgrade.script() + "-- downgrade\n");
		assertEmpty(between(schema.snapshot(), before, options.strictly()),
				description + "-- after\n" + upgrade.script() + "-- and\n" + downgrade.script());
	}

	private void run(SnapshotSchema schema, SchemaMigration migration, String description) {
		try {
			schema.run(migration.statements());
		}
		catch (IllegalStateException ex) {
			throw new AssertionError(description + migration.script() + ex.getCause(), ex);
		}
	}

	private static void assertEmpty(SchemaMigration migration, String description) {
		assertThat(migration.script()).as(description).isEmpty();
		assertThat(migration.changes()).as(description).isEmpty();
	}

	private SchemaMigration between(SchemaSnapshot before, SchemaSnapshot after, MigrationOptions options) {
		return SchemaMigration.between(before, after, this.database.name(), options);
	}

	private static MigrationOptions dropping(List<String> tables) {
		MigrationOptions options = MigrationOptions.defaults();
		for (String table : tables) {
			options = options.dropTable(table);
		}
		return options;
	}

}
