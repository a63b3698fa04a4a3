package dev.headway.test;

import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.DynamicNode;

import dev.headway.script.HeadRule;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ParentRule;

/**
 * Tests of a project's migrations, for a method of the project's own suite that is
 * annotated with {@link org.junit.jupiter.api.TestFactory @TestFactory}. They check that
 * the scripts are valid and have one head, that they upgrade an empty database, that undo
 * scripts undo, that the order of merged branches makes no difference, and that a JPA
 * model is what the migrations make.
 * <p>
 * The tests run in temporary schemas, which are dropped afterwards; the application's
 * schema does not change. Instances are immutable.
 */
public final class HistoryTests {

	private final TestSettings settings;

	private HistoryTests(TestSettings settings) {
		this.settings = settings;
	}

	/**
	 * Test the migrations of a Flyway instance in its database.
	 * @param flyway the instance; its configuration does not change
	 * @return the tests
	 */
	public static HistoryTests of(Flyway flyway) {
		return new HistoryTests(TestSettings.of(flyway));
	}

	/**
	 * Test migrations in a database.
	 * @param dataSource the database
	 * @param locations where the migrations are; if empty, Flyway's default location
	 * @return the tests
	 */
	public static HistoryTests of(DataSource dataSource, String... locations) {
		FluentConfiguration configuration = Flyway.configure().dataSource(dataSource);
		return of(((locations.length > 0) ? configuration.locations(locations) : configuration).load());
	}

	/**
	 * Set what a script without a header revises, as {@code headway.parents} does for the
	 * application.
	 * @param rule the rule; the default is {@link ParentRule#AUTO}
	 * @return tests with this rule
	 */
	public HistoryTests parentRule(ParentRule rule) {
		return new HistoryTests(this.settings.parentRule(rule));
	}

	/**
	 * Set how many heads there may be, as {@code headway.heads} does for the application.
	 * @param rule the rule; the default is {@link HeadRule#ONE}
	 * @return tests with this rule
	 */
	public HistoryTests headRule(HeadRule rule) {
		return new HistoryTests(this.settings.headRule(rule));
	}

	/**
	 * Do not test the downgrade of a revision and its ancestors.
	 * @param revision the last revision that does not have to be undone
	 * @return tests with this floor
	 */
	public HistoryTests minimumDowngrade(String revision) {
		return new HistoryTests(this.settings.floor(revision));
	}

	/**
	 * Fail for each revision above {@link #minimumDowngrade} that has no undo script. By
	 * default, its test is aborted with the reason.
	 * @return tests that require undo scripts
	 */
	public HistoryTests requireDowngrade() {
		return new HistoryTests(this.settings.requiringDowngrade());
	}

	/**
	 * Do not compare the JPA model of the application with what the migrations make. By
	 * default, that is tested if Hibernate has a persistence unit with the
	 * {@code DataSource} of the Flyway instance.
	 * @return tests without the model
	 */
	public HistoryTests withoutModel() {
		return new HistoryTests(this.settings.withoutModel());
	}

	/**
	 * Run a hook before the upgrade to a revision, for example to insert rows.
	 * @param revision the revision
	 * @param hook the hook
	 * @return tests with this hook
	 */
	public HistoryTests before(String revision, DataHook hook) {
		return new HistoryTests(this.settings.hook(new Hook(true, revision, hook)));
	}

	/**
	 * Run a hook after the upgrade to a revision, for example to check rows.
	 * @param revision the revision
	 * @param hook the hook
	 * @return tests with this hook
	 */
	public HistoryTests after(String revision, DataHook hook) {
		return new HistoryTests(this.settings.hook(new Hook(false, revision, hook)));
	}

	/**
	 * Run in the database itself, for migrations that name their schema or create
	 * extensions. It must be empty; Flyway's {@code clean} empties it after each group of
	 * tests. The application must not upgrade it ({@code headway.startup=none}), and
	 * tests must not run in parallel.
	 * @return tests in the database itself
	 */
	public HistoryTests inEmptyDatabase() {
		return new HistoryTests(this.settings.inEmptyDatabase());
	}

	/**
	 * Read the scripts and create the tests. If the scripts do not form a valid graph,
	 * the only test reports why.
	 * @return the tests
	 * @throws dev.headway.HeadwayException if an option does not name one revision, or
	 * the tests cannot run in a temporary schema
	 */
	public Stream<DynamicNode> stream() {
		MigrationScripts scripts = this.settings.engine().scripts();
		Stream<DynamicNode> valid = Stream.of(new ScriptGroup(this.settings, scripts).container());
		return scripts.graph()
			.map((graph) -> Stream.concat(valid, inDatabase(new History(scripts, graph))))
			.orElse(valid);
	}

	private Stream<DynamicNode> inDatabase(History history) {
		TestSchemas schemas = TestSchemas.of(this.settings);
		return Stream
			.of(Optional.of(new UpgradeGroup(schemas, history, this.settings).container()),
					new DowngradeGroup(schemas, history, this.settings).container(),
					new MergeGroup(schemas, history).container())
			.flatMap(Optional::stream);
	}

}
