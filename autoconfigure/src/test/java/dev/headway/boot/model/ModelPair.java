package dev.headway.boot.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.TestRows;
import dev.headway.schema.element.Table;
import dev.headway.schema.migration.DetectedChange;
import dev.headway.schema.migration.MigrationOptions;
import dev.headway.schema.migration.SchemaMigration;
import dev.headway.testing.database.TestDatabase;

/**
 * Two random models, and the way from one to the other and back with two rows in each
 * table.
 */
final class ModelPair {

	private static final Pattern FILL = Pattern.compile("--fill (\\S+)=\"EXPRESSION\"");

	private static final int MOST_ATTEMPTS = 30;

	private final TestDatabase database;

	private final List<Long> before;

	private final List<Long> after;

	private final boolean independent;

	private boolean keptRows;

	ModelPair(TestDatabase database, List<Long> before, List<Long> after, boolean independent) {
		this.database = database;
		this.before = before;
		this.after = after;
		this.independent = independent;
	}

	boolean keptRows() {
		return this.keptRows;
	}

	/**
	 * What fails, {@code null} if nothing does. Where values do not fit, as the script
	 * says, the tables are empty.
	 */
	@Nullable String failure() {
		RandomModel a = RandomModel.of(this.database, this.before);
		RandomModel b = this.independent ? RandomModel.of(this.database, this.after) : a.with(this.after);
		try {
			TestUnit first = unit(a);
			TestUnit second = unit(b);
			try {
				new Way(first, second, a, b, true).go();
				this.keptRows = true;
			}
			catch (Misfit ex) {
				new Way(first, second, a, b, false).go();
			}
			return null;
		}
		catch (Failure ex) {
			return ex.getMessage() + "\n" + a + "\n" + b;
		}
		catch (RuntimeException ex) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
			return ex + "\n" + cause + "\n" + List.of(cause.getStackTrace()).subList(0, 3) + "\n" + a + "\n" + b;
		}
	}

	private TestUnit unit(RandomModel model) {
		return TestUnit.of(this.database, ModelCompiler.nestedClasses("Model", model.source()));
	}

	/**
	 * A pair with fewer edits that fails as well.
	 */
	ModelPair shrunk() {
		String kind = kind(failure());
		ModelPair smallest = this;
		boolean smaller = true;
		int attempts = 0;
		while (smaller) {
			smaller = false;
			for (ModelPair candidate : smallest.smaller()) {
				if (attempts++ > MOST_ATTEMPTS) {
					return smallest;
				}
				String failure = candidate.failure();
				if (failure != null && kind(failure).equals(kind)) {
					smallest = candidate;
					smaller = true;
					break;
				}
			}
		}
		return smallest;
	}

	private static String kind(@Nullable String failure) {
		return String.valueOf(failure).lines().findFirst().orElse("").replaceAll("[:(].*", "");
	}

	private List<ModelPair> smaller() {
		List<ModelPair> pairs = new ArrayList<>();
		for (int at = 0; at < this.before.size(); at++) {
			pairs.add(new ModelPair(this.database, without(this.before, at), this.after, this.independent));
		}
		for (int at = 0; at < this.after.size(); at++) {
			pairs.add(new ModelPair(this.database, this.before, without(this.after, at), this.independent));
		}
		return pairs;
	}

	private static List<Long> without(List<Long> list, int at) {
		List<Long> copy = new ArrayList<>(list);
		copy.remove(at);
		return copy;
	}

	private final class Way {

		private final TestDatabase.Access access = ModelPair.this.database.create();

		private final SingleConnectionDataSource dataSource = new SingleConnectionDataSource(this.access.url(),
				this.access.username(), this.access.password(), true);

		private final TestUnit first;

		private final TestUnit second;

		private final RandomModel a;

		private final RandomModel b;

		private final boolean rows;

		private final StringBuilder story = new StringBuilder();

		Way(TestUnit first, TestUnit second, RandomModel a, RandomModel b, boolean rows) {
			this.first = first;
			this.second = second;
			this.a = a;
			this.b = b;
			this.rows = rows;
		}

		void go() {
			try {
				run();
			}
			finally {
				this.dataSource.destroy();
			}
		}

		private void run() {
			run("create a", this.first.migration(this.dataSource, MigrationOptions.defaults()));
			assertSame("a", this.first);
			SchemaSnapshot before = SchemaSnapshot.of(this.dataSource);
			if (this.rows) {
				execute("rows", new TestRows(ModelPair.this.database, before).inserts(), "");
			}
			Map<String, Integer> counts = counts();
			SchemaMigration upgrade = upgrade(before);
			run("upgrade", upgrade);
			assertSame("upgrade", this.second);
			SchemaMigration downgrade = upgrade.reverse();
			run("downgrade", downgrade);
			assertSame("downgrade", this.first);
			SchemaMigration rest = SchemaMigration.between(SchemaSnapshot.of(this.dataSource), before,
					ModelPair.this.database.name(), MigrationOptions.defaults().strictly());
			if (!rest.isEmpty()) {
				throw failure("downgrade is not before", rest.script());
			}
			if (!upgrade.script().contains("drop table") && !counts.equals(counts())) {
				throw failure("rows", counts + " are now " + counts());
			}
		}

		/**
		 * The migration with the options for which it asks.
		 */
		private SchemaMigration upgrade(SchemaSnapshot before) {
			RandomModel.Renames renames = this.a.renamesTo(this.b);
			Set<String> dropped = new HashSet<>(
					(ModelPair.this.before.hashCode() % 2 == 0) ? this.a.tables() : Set.of());
			Map<String, String> fills = new HashMap<>();
			SchemaMigration migration = this.second.migration(this.dataSource,
					new MigrationOptions(renames.tables(), renames.columns(), fills, dropped, false));
			SchemaSnapshot after = this.second.made(this.dataSource);
			TestRows rows = new TestRows(ModelPair.this.database, before);
			TestRows rowsAfter = new TestRows(ModelPair.this.database, after);
			fills(migration.script()).forEach((column) -> fills.put(column, rows.fill(after, column)));
			fills(migration.reverse().script())
				.forEach((column) -> fills.put(column, rowsAfter.fill(before, renames.before(column))));
			return this.second.migration(this.dataSource,
					new MigrationOptions(renames.tables(), renames.columns(), fills, dropped, false));
		}

		private List<String> fills(String script) {
			Matcher matcher = FILL.matcher(script);
			return matcher.results().map((result) -> result.group(1)).toList();
		}

		private void run(String what, SchemaMigration migration) {
			this.story.append("-- ").append(what).append('\n').append(migration.script());
			execute(what, migration.statements(), migration.script());
		}

		/**
		 * Run statements as Flyway does: in a transaction if the database has it for DDL.
		 */
		private void execute(String what, List<String> statements, String script) {
			try (Connection connection = this.dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				connection.setAutoCommit(ModelPair.this.database != TestDatabase.POSTGRESQL);
				for (String sql : statements) {
					try {
						statement.execute(sql);
					}
					catch (SQLException ex) {
						if (this.rows && isExpected(script, sql)) {
							throw new Misfit();
						}
						throw failure(what + " fails", ex.getMessage() + "\n" + sql);
					}
				}
				connection.setAutoCommit(true);
			}
			catch (SQLException ex) {
				throw failure(what + " fails", String.valueOf(ex.getMessage()));
			}
		}

		/**
		 * Whether a comment above a statement says that it may fail.
		 */
		private boolean isExpected(String script, String sql) {
			String above = script.substring(0, Math.max(0, script.indexOf(sql + ";")));
			String comment = above.substring(above.lastIndexOf(";\n") + 1);
			return comment.toLowerCase(Locale.ROOT).contains("fails if");
		}

		private void assertSame(String what, TestUnit unit) {
			SchemaMigration rest = unit.migration(this.dataSource, MigrationOptions.defaults());
			if (!rest.isEmpty()) {
				throw failure(what + " leaves",
						String.join("\n", rest.changes().stream().map(DetectedChange::text).toList()) + "\n"
								+ rest.script());
			}
		}

		private Map<String, Integer> counts() {
			Map<String, Integer> counts = new HashMap<>();
			char quote = (ModelPair.this.database == TestDatabase.MARIADB) ? '`' : '"';
			try (Connection connection = this.dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				for (Table table : SchemaSnapshot.of(this.dataSource).all(Table.class)) {
					try (var result = statement
						.executeQuery("select count(*) from " + quote + table.table().name() + quote)) {
						result.next();
						counts.put(table.table().name(), result.getInt(1));
					}
				}
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			return counts;
		}

		private Failure failure(String title, String text) {
			return new Failure(title + ": " + text + "\n" + this.story);
		}

	}

	/**
	 * What must not happen.
	 */
	private static final class Failure extends RuntimeException {

		Failure(String message) {
			super(message);
		}

	}

	/**
	 * Values that do not fit, as a comment says.
	 */
	private static final class Misfit extends RuntimeException {

	}

}
