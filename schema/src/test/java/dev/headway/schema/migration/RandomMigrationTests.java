package dev.headway.schema.migration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.SnapshotSchema;
import dev.headway.schema.TestRows;
import dev.headway.schema.element.Table;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Random schemas a and b, with two rows in each table where values fit: the statements
 * from a to b leave nothing to do, and those back restore a. More pairs with
 * {@code -Dheadway.pairs=200}, a certain one with {@code -Dheadway.seed}, one database
 * with {@code -Dheadway.database}.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RandomMigrationTests {

	private static final int PAIRS = Integer.getInteger("headway.pairs", 20);

	/**
	 * A seed that failed once: the index of a foreign key keeps its name when the column
	 * of the key is renamed.
	 */
	private static final long RENAMED_KEY = 7812327633575L;

	private static final Pattern FILL = Pattern.compile("--fill (\\S+|'[^']+')=\"EXPRESSION\"");

	private final TestDatabase database;

	private int withRows;

	RandomMigrationTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void upgradeOfRandomSchemaLeavesNothingToDoAndDowngradeRestoresIt(TestReporter reporter) {
		assumeThat(this.database.name()).contains(System.getProperty("headway.database", ""));
		Long seed = Long.getLong("headway.seed");
		long first = (seed != null) ? seed : 1;
		int pairs = (seed != null) ? 1 : PAIRS;
		verify(RENAMED_KEY);
		for (int pair = 0; pair < pairs; pair++) {
			verify(first + pair);
		}
		reporter.publishEntry(this.database.name(),
				"%d pairs from %d, %d with rows".formatted(pairs, first, this.withRows));
	}

	private void verify(long seed) {
		RandomSchema a = new RandomSchema(this.database, new Random(seed));
		RandomSchema b = a.next();
		String description = "-Dheadway.seed=" + seed + " on " + this.database + "\n" + a + "\n-- to\n" + b + "\n";
		try {
			SchemaSnapshot model = new SnapshotSchema(this.database).run(b.statements()).snapshot();
			MigrationOptions options = b.options(dropping(a.tableNames()));
			try {
				verify(filled(a), model, options, b, description);
				this.withRows++;
			}
			catch (Misfit ex) {
				verify(new SnapshotSchema(this.database).run(a.statements()), model, options, b, description);
			}
			verify(new SnapshotSchema(this.database).run(a.statements()), model, options.strictly(), b, description);
		}
		catch (IllegalStateException ex) {
			throw new AssertionError(description + ex.getCause(), ex);
		}
	}

	/**
	 * A schema whose tables have two rows each.
	 */
	private SnapshotSchema filled(RandomSchema a) {
		SnapshotSchema schema = new SnapshotSchema(this.database).run(a.statements());
		try {
			return schema.run(new TestRows(this.database, schema.snapshot()).inserts());
		}
		catch (IllegalStateException ex) {
			throw new Misfit();
		}
	}

	private void verify(SnapshotSchema schema, SchemaSnapshot model, MigrationOptions options, RandomSchema b,
			String description) {
		SchemaSnapshot before = schema.snapshot();
		MigrationOptions filling = filling(before, model, options, b);
		SchemaMigration upgrade = between(before, model, filling);
		Map<String, String> counts = counts(schema, before);
		run(schema, upgrade, description + "-- upgrade\n");
		MigrationOptions plain = options.strict() ? MigrationOptions.defaults().strictly()
				: MigrationOptions.defaults();
		assertEmpty(between(schema.snapshot(), model, plain), description + "-- after\n" + upgrade.script());
		SchemaMigration downgrade = upgrade.reverse();
		run(schema, downgrade, description + "-- up\n" + upgrade.script() + "-- downgrade\n");
		String story = description + "-- after\n" + upgrade.script() + "-- and\n" + downgrade.script();
		assertEmpty(between(schema.snapshot(), before, MigrationOptions.defaults().strictly()), story);
		if (!upgrade.script().contains("drop table")) {
			assertThat(counts(schema, before)).as(story).isEqualTo(counts);
		}
	}

	/**
	 * The options with values for the columns that need one.
	 */
	private MigrationOptions filling(SchemaSnapshot before, SchemaSnapshot model, MigrationOptions options,
			RandomSchema b) {
		SchemaMigration migration = between(before, model, options);
		MigrationOptions filling = options;
		for (String column : fills(migration.script())) {
			filling = filling.fill(column, new TestRows(this.database, before).fill(model, column));
		}
		for (String column : fills(migration.reverse().script())) {
			filling = filling.fill(column, new TestRows(this.database, model).fill(before, b.nameBefore(column)));
		}
		return filling;
	}

	private static List<String> fills(String script) {
		return FILL.matcher(script).results().map((result) -> result.group(1).replace("'", "")).toList();
	}

	private Map<String, String> counts(SnapshotSchema schema, SchemaSnapshot snapshot) {
		char quote = (this.database == TestDatabase.MARIADB) ? '`' : '"';
		return snapshot.all(Table.class)
			.stream()
			.map((table) -> table.table().name())
			.collect(Collectors.toMap(Function.identity(),
					(name) -> schema.strings("select count(*) from " + quote + name + quote).get(0)));
	}

	private void run(SnapshotSchema schema, SchemaMigration migration, String description) {
		for (String statement : migration.statements()) {
			try {
				schema.run(statement);
			}
			catch (IllegalStateException ex) {
				if (saysSo(migration.script(), statement)) {
					throw new Misfit();
				}
				throw new AssertionError(description + migration.script() + statement + "\n" + ex.getCause(), ex);
			}
		}
	}

	/**
	 * Whether a comment above a statement says that it may fail.
	 */
	private static boolean saysSo(String script, String statement) {
		String above = script.substring(0, Math.max(0, script.indexOf(statement + ";")));
		return above.substring(above.lastIndexOf(";\n") + 1).toLowerCase(Locale.ROOT).contains("fails if");
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

	/**
	 * Rows that do not fit, as a comment says.
	 */
	private static final class Misfit extends RuntimeException {

	}

}
