package dev.headway.flyway.service;

import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.HeadwayException;
import dev.headway.flyway.FlywayEngine;
import dev.headway.migration.MigrationService;
import dev.headway.script.ParentRule;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Existing projects, without a header: stock Flyway and Headway, each on a copy of the
 * same database, with the same settings. What Flyway accepts, Headway accepts, and does
 * the same, but for the {@link #ACCEPTED} differences.
 */
class StockComparisonTests {

	/**
	 * What one of both does and the other does not: {@code refused}, {@code nothing}, or
	 * the versions that it applies.
	 */
	private static final String ACCEPTED = """
			setting       | history                     | Flyway     | Headway | reason
			no validation | late                        | nothing    | refused | a late file is a conflict, unless a setting allows it
			no validation | late and new                | 4          | refused | a late file is a conflict, unless a setting allows it
			no validation | baselined, late             | nothing    | refused | a late file is a conflict, unless a setting allows it
			no validation | undone below                | nothing    | refused | a late file is a conflict, unless a setting allows it
			no validation | rolled back, late           | nothing    | refused | a late file is a conflict, unless a setting allows it
			target 2?     | baselined, late             | nothing    | refused | a late file is a conflict, also while a target leaves it out
			any           | all deleted                 | repeatable | nothing | a build behind its database does not replace its repeatables
			any           | squashed fresh, rolled back | refused    | nothing | a baseline script stands for what it replaced
			""";

	private static final List<String> REFUSED = List.of("refused");

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path temporary;

	private static Map<String, Consumer<FluentConfiguration>> settings() {
		Map<String, Consumer<FluentConfiguration>> settings = new LinkedHashMap<>();
		settings.put("defaults", (configuration) -> {
		});
		settings.put("out of order", (configuration) -> configuration.outOfOrder(true));
		settings.put("no patterns", ignoring());
		settings.put("*:pending", ignoring("*:pending"));
		for (String patterns : List.of("*:*", "*:missing", "*:future", "*:ignored", "*:missing *:future",
				"*:missing *:ignored", "*:future *:ignored")) {
			settings.put(patterns, ignoring(patterns.split(" ", -1)));
			settings.put("out of order, " + patterns,
					ignoring(patterns.split(" ", -1)).andThen((configuration) -> configuration.outOfOrder(true)));
		}
		for (String target : List.of("2?", "next", "current", "latest")) {
			settings.put("target " + target, (configuration) -> configuration.target(target));
		}
		settings.put("baseline", (configuration) -> configuration.baselineOnMigrate(true));
		settings.put("baseline 2", (configuration) -> configuration.baselineOnMigrate(true).baselineVersion("2"));
		settings.put("no validation", (configuration) -> configuration.validateOnMigrate(false));
		settings.put("group", (configuration) -> configuration.group(true));
		return settings;
	}

	private static Consumer<FluentConfiguration> ignoring(String... patterns) {
		return (configuration) -> configuration.ignoreMigrationPatterns(patterns);
	}

	private static Map<String, Consumer<Project>> histories() {
		Map<String, Consumer<Project>> histories = new LinkedHashMap<>();
		histories.put("fresh", (project) -> project.write("1", "2", "3"));
		histories.put("fresh, squashed", (project) -> project.write("4").squash("3"));
		histories.put("tables without history",
				(project) -> project.run("create table other (id int)").write("1", "2", "3"));
		histories.put("baselined", (project) -> project.write("1", "2", "3", "4").baseline("2"));
		histories.put("baselined, late", (project) -> project.write("2", "4").baseline("2").migrate().write("1", "3"));
		histories.put("all applied", (project) -> project.write("1", "2", "3").migrate());
		histories.put("partly applied", (project) -> project.write("1").migrate().write("2", "3"));
		histories.put("late", (project) -> project.write("1", "3").migrate().write("2"));
		histories.put("late and new", (project) -> project.write("1", "3").migrate().write("2", "4"));
		histories.put("late, applied",
				(project) -> project.write("1", "3").migrate().write("2").migrateLate().write("4"));
		histories.put("rolled back", (project) -> project.write("1", "2", "3").migrate().delete("3"));
		histories.put("rolled back, late", (project) -> project.write("1", "3").migrate().delete("3").write("2"));
		histories.put("squashed at",
				(project) -> project.write("1", "2", "3").migrate().delete("1", "2", "3").squash("3").write("4"));
		histories.put("squashed above",
				(project) -> project.write("1", "2").migrate().delete("1", "2").squash("3").write("4"));
		histories.put("squashed between",
				(project) -> project.write("1", "2", "3").migrate().delete("1", "2", "3").squash("3.5").write("4"));
		histories.put("squashed below",
				(project) -> project.write("1", "2", "3", "4").migrate().delete("1", "2", "3").squash("3").write("5"));
		histories.put("squashed, kept", (project) -> project.write("1", "2", "3").migrate().squash("3").write("4"));
		histories.put("squashed, rolled back",
				(project) -> project.write("1", "2", "3")
					.migrate()
					.delete("1", "2", "3")
					.squash("3.5")
					.write("4", "5")
					.migrate("*:missing")
					.delete("4", "5")
					.unsquash("3.5")
					.write("1", "2", "3"));
		histories.put("squashed fresh, rolled back",
				(project) -> project.squash("3")
					.write("4", "5")
					.migrate()
					.delete("5")
					.unsquash("3")
					.write("1", "2", "3"));
		histories.put("first deleted", (project) -> project.write("1", "2", "3").migrate().delete("1").write("4"));
		histories.put("middle deleted", (project) -> project.write("1", "2", "3").migrate().delete("2").write("4"));
		histories.put("last deleted", (project) -> project.write("1", "2", "3").migrate().delete("3").write("4"));
		histories.put("all deleted",
				(project) -> project.write("1", "2").migrate().delete("1", "2").repeatable("select 1;"));
		histories.put("edited", (project) -> project.write("1", "2").migrate().edit("2").write("3"));
		histories.put("edited, all applied", (project) -> project.write("1", "2").migrate().edit("2"));
		histories.put("renamed", (project) -> project.write("1", "2").migrate().delete("2").rename("2").write("3"));
		histories.put("failed", (project) -> project.write("1").migrate().fail("2").write("2", "3"));
		histories.put("failed, newer", (project) -> project.write("1", "2").migrate().fail("3").delete("3"));
		histories.put("undone", (project) -> project.write("1", "2", "3").migrate().undo("3"));
		histories.put("undone below", (project) -> project.write("1", "2", "3").migrate().undo("2"));
		histories.put("undone and deleted",
				(project) -> project.write("1", "2", "3").migrate().undo("3").delete("3").write("4"));
		histories.put("all undone", (project) -> project.write("1", "2").migrate().undo("2").undo("1"));
		histories.put("repeatable new", (project) -> project.write("1").migrate().repeatable("select 1;"));
		histories.put("repeatable changed",
				(project) -> project.write("1").repeatable("select 1;").migrate().repeatable("select 2;").write("2"));
		histories.put("repeatable deleted",
				(project) -> project.write("1").repeatable("select 1;").migrate().deleteRepeatable().write("2"));
		return histories;
	}

	@Test
	void upgradeWhenStockFlywayWroteTheHistoryDoesWhatItDoes() {
		assertThatBothDoTheSame(false, settings());
	}

	@Test
	void upgradeWhenHeadwayWroteTheHistoryDoesWhatStockFlywayDoes() {
		Map<String, Consumer<FluentConfiguration>> settings = settings();
		settings.keySet()
			.retainAll(List.of("defaults", "out of order", "no patterns", "*:missing", "*:future", "*:ignored",
					"no validation", "target 2?"));
		assertThatBothDoTheSame(true, settings);
	}

	private void assertThatBothDoTheSame(boolean byHeadway, Map<String, Consumer<FluentConfiguration>> settings) {
		Set<Difference> differences = new LinkedHashSet<>();
		histories().forEach((history, steps) -> {
			Project project = new Project(new MigrationFolder(this.temporary.resolve(history)), byHeadway);
			steps.accept(project);
			List<String> dump = project.database.dump();
			settings.forEach((setting, configuration) -> project.compare(dump, configuration, !setting.contains(":"))
				.ifPresent((outcomes) -> differences
					.add(new Difference(setting, history, outcomes.get(0), outcomes.get(1)))));
		});
		List<Difference> accepted = ACCEPTED.lines().skip(1).map(Difference::parse).toList();
		assertThat(differences).allMatch((difference) -> accepted.stream().anyMatch(difference::isOneOf));
		assertThat(accepted)
			.allMatch((known) -> differences.stream().anyMatch((difference) -> difference.isOneOf(known)));
	}

	/**
	 * What Flyway and Headway do differently.
	 *
	 * @param setting the setting, {@code any} if it does not matter
	 * @param history the history
	 * @param flyway what Flyway does
	 * @param headway what Headway does
	 */
	private record Difference(String setting, String history, String flyway, String headway) {

		static Difference parse(String line) {
			String[] columns = line.split(" *\\| *", 5);
			return new Difference(columns[0], columns[1], columns[2], columns[3]);
		}

		boolean isOneOf(Difference known) {
			return this.equals(known) || new Difference("any", this.history, this.flyway, this.headway).equals(known);
		}

	}

	/**
	 * A database in memory.
	 *
	 * @param source connections to it
	 */
	private record Database(JdbcDataSource source) implements AutoCloseable {

		static Database of(List<String> dump) {
			JdbcDataSource source = new JdbcDataSource();
			source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
			source.setUser("sa");
			Database database = new Database(source);
			try (Connection connection = source.getConnection()) {
				RunScript.execute(connection, new StringReader(String.join("\n", dump)));
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			return database;
		}

		JdbcClient client() {
			return JdbcClient.create(this.source);
		}

		List<String> dump() {
			return client().sql("script").query(String.class).list();
		}

		List<String> rows() {
			if (client()
				.sql("select count(*) from information_schema.tables where table_name = 'flyway_schema_history'")
				.query(Integer.class)
				.single() == 0) {
				return List.of();
			}
			return client()
				.sql("select \"version\", \"description\", \"type\", \"script\", \"checksum\", \"success\""
						+ " from \"flyway_schema_history\" where \"installed_rank\" > 0 order by \"installed_rank\"")
				.query((row, number) -> String.join(" ", Objects.requireNonNullElse(row.getString(1), "repeatable"),
						row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6)))
				.list();
		}

		/**
		 * The rows that a run added, or that it was refused.
		 */
		List<String> outcome(Runnable run) {
			int before = rows().size();
			try {
				run.run();
			}
			catch (FlywayException | HeadwayException ex) {
				return REFUSED;
			}
			List<String> rows = rows();
			return rows.subList(before, rows.size());
		}

		@Override
		public void close() {
			client().sql("shutdown").update();
		}

	}

	/**
	 * An application without headers, whose files and database change from step to step.
	 */
	private static final class Project {

		private final MigrationFolder folder;

		private final boolean byHeadway;

		final Database database = Database.of(List.of());

		Project(MigrationFolder folder, boolean byHeadway) {
			this.folder = folder;
			this.byHeadway = byHeadway;
			this.folder.with("README.md");
		}

		Flyway flyway(Database database, Consumer<FluentConfiguration> settings) {
			FluentConfiguration configuration = Flyway.configure()
				.dataSource(database.source())
				.locations(this.folder.location());
			settings.accept(configuration);
			return configuration.load();
		}

		MigrationService service(Database database, Consumer<FluentConfiguration> settings) {
			return FlywayMigrationService.of(FlywayEngine.of(flyway(database, settings), ParentRule.AUTO), List.of());
		}

		/**
		 * Let stock Flyway and Headway migrate a copy of a database each, and then take
		 * over from each other.
		 * @return what both did, if that differs
		 */
		Optional<List<String>> compare(List<String> dump, Consumer<FluentConfiguration> settings, boolean takesOver) {
			try (Database stock = Database.of(dump); Database headway = Database.of(dump)) {
				List<String> ofStock = stock.outcome(() -> flyway(stock, settings).migrate());
				List<String> ofHeadway = headway.outcome(() -> service(headway, settings).upgrade());
				if (!ofStock.equals(ofHeadway)) {
					return Optional.of(List.of(text(ofStock), text(ofHeadway)));
				}
				if (!takesOver || ofStock.equals(REFUSED)) {
					return Optional.empty();
				}
				List<String> back = headway.outcome(() -> flyway(headway, settings).migrate());
				List<String> takeOver = stock.outcome(() -> service(stock, settings).upgrade());
				return back.equals(takeOver) ? Optional.empty()
						: Optional.of(List.of("then " + text(back), "then " + text(takeOver)));
			}
		}

		private static String text(List<String> outcome) {
			return outcome.isEmpty() ? "nothing"
					: outcome.stream().map((row) -> row.split(" ", 2)[0]).collect(Collectors.joining(", "));
		}

		Project write(String... versions) {
			for (String version : versions) {
				this.folder.with("V" + version + "__m.sql", "create table t" + version + " (id int);");
			}
			return this;
		}

		Project edit(String version) {
			this.folder.with("V" + version + "__m.sql", "create table edited (id int);");
			return this;
		}

		Project rename(String version) {
			this.folder.with("V" + version + "__n.sql", "create table t" + version + " (id int);");
			return this;
		}

		Project delete(String... versions) {
			for (String version : versions) {
				this.folder.without("V" + version + "__m.sql");
			}
			return this;
		}

		Project squash(String version) {
			this.folder.with("B" + version + "__b.sql", "create table b (id int);");
			return this;
		}

		Project unsquash(String version) {
			this.folder.without("B" + version + "__b.sql");
			return this;
		}

		Project repeatable(String sql) {
			this.folder.with("R__r.sql", sql);
			return this;
		}

		Project deleteRepeatable() {
			this.folder.without("R__r.sql");
			return this;
		}

		Project migrate(String... patterns) {
			return migrate((configuration) -> {
				if (patterns.length > 0) {
					configuration.ignoreMigrationPatterns(patterns);
				}
			});
		}

		Project migrateLate() {
			return migrate((configuration) -> configuration.outOfOrder(true));
		}

		private Project migrate(Consumer<FluentConfiguration> settings) {
			if (this.byHeadway) {
				service(this.database, settings).upgrade();
			}
			else {
				flyway(this.database, settings).migrate();
			}
			return this;
		}

		Project baseline(String version) {
			flyway(this.database, (configuration) -> configuration.baselineVersion(version)).baseline();
			return this;
		}

		Project run(String sql) {
			this.database.client().sql(sql).update();
			return this;
		}

		Project fail(String version) {
			this.folder.with("V" + version + "__m.sql", "select * from nowhere;");
			try {
				flyway(this.database, (configuration) -> {
				}).migrate();
			}
			catch (FlywayException ex) {
				return this;
			}
			throw new IllegalStateException("did not fail");
		}

		Project undo(String version) {
			run("drop table t" + version);
			return run(
					"insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
							+ " \"script\", \"installed_by\", \"execution_time\", \"success\") select max(\"installed_rank\") + 1, '"
							+ version + "', 'm', 'DELETE', 'U', 'sa', 0, true from \"flyway_schema_history\"");
		}

	}

}
