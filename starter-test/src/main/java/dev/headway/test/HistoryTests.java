package dev.headway.test;

import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.DynamicNode;

import dev.headway.script.MigrationScripts;
import dev.headway.script.ParentRule;

/**
 * Tests of a project's migrations, to be returned by a method of the project's own suite
 * that is annotated with {@link org.junit.jupiter.api.TestFactory @TestFactory}: that the
 * scripts are valid and have one head, that they upgrade an empty database, that undo
 * scripts undo, and that the order of merged branches makes no difference.
 * <p>
 * The tests work in schemas of their own, which are dropped afterwards; the application's
 * schema stays as it is. Instances are immutable.
 */
public final class HistoryTests {

	private final TestSettings settings;

	private HistoryTests(TestSettings settings) {
		this.settings = settings;
	}

	/**
	 * Test the migrations of a Flyway instance, in its database.
	 * @param flyway the instance, which keeps its settings
	 * @return the tests
	 */
	public static HistoryTests of(Flyway flyway) {
		return new HistoryTests(TestSettings.of(flyway));
	}

	/**
	 * Test migrations in a database.
	 * @param dataSource the database
	 * @param locations where the migrations are, Flyway's usual location if empty
	 * @return the tests
	 */
	public static HistoryTests of(DataSource dataSource, String... locations) {
		FluentConfiguration configuration = Flyway.configure().dataSource(dataSource);
		return of(((locations.length > 0) ? configuration.locations(locations) : configuration).load());
	}

	/**
	 * Say what a script without a header revises, as {@code headway.parents} does for the
	 * application.
	 * @param rule the rule; {@link ParentRule#AUTO} if not said
	 * @return tests with this rule
	 */
	public HistoryTests parentRule(ParentRule rule) {
		return new HistoryTests(this.settings.parentRule(rule));
	}

	/**
	 * Do not expect a revision and its ancestors to be undone.
	 * @param revision the last revision that need not be undone
	 * @return tests with this floor
	 */
	public HistoryTests minimumDowngrade(String revision) {
		return new HistoryTests(this.settings.floor(revision));
	}

	/**
	 * Fail the test of each revision above the floor that has no undo script. Without
	 * this, such a test is aborted and says why.
	 * @return tests that require undo scripts
	 */
	public HistoryTests requireDowngrade() {
		return new HistoryTests(this.settings.requiringDowngrade());
	}

	/**
	 * Do something right before the upgrade to a revision, such as to insert rows.
	 * @param revision the revision
	 * @param hook what to do
	 * @return tests with this hook
	 */
	public HistoryTests before(String revision, DataHook hook) {
		return new HistoryTests(this.settings.before(revision, hook));
	}

	/**
	 * Do something right after the upgrade to a revision, such as to look at rows.
	 * @param revision the revision
	 * @param hook what to do
	 * @return tests with this hook
	 */
	public HistoryTests after(String revision, DataHook hook) {
		return new HistoryTests(this.settings.after(revision, hook));
	}

	/**
	 * Work in the database itself, for migrations that name their schema or create
	 * extensions. It must be empty; Flyway's {@code clean} empties it again and again.
	 * The application must not upgrade it ({@code headway.startup=none}), and tests must
	 * not run at the same time.
	 * @return tests in the database itself
	 */
	public HistoryTests inEmptyDatabase() {
		return new HistoryTests(this.settings.inEmptyDatabase());
	}

	/**
	 * Read the scripts, and make the tests. If the scripts form no graph, there is only
	 * the one test that says why.
	 * @return the tests
	 * @throws dev.headway.HeadwayException if an option means no revision, or the tests
	 * cannot work in a schema of their own
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
