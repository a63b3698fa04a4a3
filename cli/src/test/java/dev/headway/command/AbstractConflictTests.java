package dev.headway.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.plan.HeadConflict;
import dev.headway.script.ParentRule;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every command that a conflict prints, literally. After that the checks must
 * succeed, and each database must be up to date, with the SQL of each script run once,
 * and accepted by Flyway. A database that has applied a side that moved follows by the
 * commands that are printed for it.
 */
abstract class AbstractConflictTests {

	private static final Pattern COMMAND = Pattern.compile("'((?:git|db) [^']+)'");

	private static final String OUT_OF_ORDER = "spring.flyway.out-of-order=true";

	private static final AtomicInteger commandsRun = new AtomicInteger();

	private static final AtomicInteger databasesUpgraded = new AtomicInteger();

	private static final PreparedDatabases prepared = new PreparedDatabases();

	@TempDir
	private Path temporary;

	private final List<TestDatabase.Access> opened = new ArrayList<>();

	private int copies;

	@BeforeAll
	static void startCounting() {
		commandsRun.set(0);
		databasesUpgraded.set(0);
	}

	@AfterAll
	static void report() {
		System.out.printf("%d printed commands run, %d databases upgraded%n", commandsRun.get(),
				databasesUpgraded.get());
	}

	static void assertCounts(int commands, int databases) {
		assertThat(commandsRun.get()).as("commands run").isGreaterThan(commands);
		assertThat(databasesUpgraded.get()).as("databases upgraded").isGreaterThan(databases);
	}

	/**
	 * A sample: the first of some cases and every so many after it.
	 */
	static <C> List<C> every(int step, List<C> cases) {
		return IntStream.range(0, cases.size()).filter((i) -> i % step == 0).mapToObj(cases::get).toList();
	}

	@AfterEach
	void closeDatabases() {
		this.opened.stream()
			.filter((access) -> access.url().startsWith("jdbc:h2:"))
			.forEach((access) -> TestDatabase.H2.run(access, "shutdown"));
	}

	/**
	 * Clone a new repository whose branch {@code main} has some files.
	 */
	final GitClone newClone(Map<String, String> files) {
		GitClone.remote(this.temporary);
		GitClone clone = GitClone.of(this.temporary.resolve("remote.git"), "mary");
		clone.migrations().without("V1__create_users.sql");
		write(clone, files);
		clone.commit("Base").git("push", "-q", "origin", "HEAD:main");
		clone.git("remote", "set-head", "origin", "main");
		return clone;
	}

	static void write(GitClone clone, Map<String, String> files) {
		files.forEach((name, content) -> clone.migrations().with(name, content));
	}

	final GitClone copy(GitClone clone) {
		Path target = this.temporary.resolve("copy" + this.copies++);
		try (Stream<Path> files = Files.walk(clone.path())) {
			for (Path file : files.toList()) {
				Files.copy(file, target.resolve(clone.path().relativize(file)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new GitClone(target);
	}

	/**
	 * The commands that are printed: each list resolves the conflict.
	 */
	static List<List<String>> printed(GitClone clone, Object context) {
		Set<List<String>> printed = new LinkedHashSet<>();
		for (String[] arguments : new String[][] { { "check" }, { "check", "--against", "origin/main" } }) {
			TestCommands.Result result = clone.db(arguments);
			List<String> commands = commands(result.out());
			if (commands.stream().anyMatch((command) -> command.startsWith("git "))) {
				printed.add(commands);
			}
			else {
				commands.forEach((command) -> printed.add(List.of(command)));
			}
			boolean conflict = !commands.isEmpty() && !result.out().contains("has this conflict already");
			assertThat(result.code()).as("%s: %s", context, result.text()).isEqualTo(conflict ? 3 : 0);
		}
		return List.copyOf(printed);
	}

	private static List<String> commands(String text) {
		return COMMAND.matcher(text).results().map((result) -> result.group(1)).toList();
	}

	final void run(GitClone clone, String command, String context) {
		String[] arguments = arguments(command);
		if (command.startsWith("git ")) {
			clone.git(arguments);
		}
		else if (!command.equals(OUT_OF_ORDER)) {
			assertSucceeds(clone, context, arguments);
		}
		commandsRun.incrementAndGet();
	}

	/**
	 * Run what is printed next: one head can have what is late below it.
	 */
	final void runNext(GitClone clone, String context) {
		List<List<String>> next = printed(clone, context);
		for (int i = 0; i < 3 && !next.isEmpty(); i++) {
			next.get(0).forEach((command) -> run(clone, command, context));
			next = printed(clone, context);
		}
	}

	private static String[] arguments(String command) {
		String[] words = command.split(" ", -1);
		return Arrays.copyOfRange(words, 1, words.length);
	}

	/**
	 * Commit what commands have changed, and check the result.
	 */
	final void assertResolved(GitClone clone, String context) {
		clone.git("add", "-A");
		clone.git("commit", "-q", "--allow-empty", "-m", "Resolve");
		assertSucceeds(clone, context, "check");
		assertSucceeds(clone, context, "check", "--against", "origin/main");
	}

	static void assertSucceeds(GitClone clone, String context, String... arguments) {
		TestCommands.Result result = clone.db(arguments);
		assertThat(result.code())
			.as(() -> "%s: %s\n%s%s".formatted(context, String.join(" ", arguments), result.text(),
					files(clone).keySet()))
			.isZero();
	}

	private MigrationState state(GitClone clone, Database database) {
		return service(flyway(clone.migrations(), open(database), false).load()).state();
	}

	/**
	 * Take each way out that the state of a database prints, and what is printed next
	 * because a state does not know what is on the target branch, and upgrade the
	 * database with the result.
	 */
	final void assertEveryWayOutWorks(GitClone clone, Database database, List<String> scripts, Object context) {
		HeadConflict conflict = state(clone, database).conflict();
		List<String> ways = (conflict != null) ? conflict.resolve() : List.of();
		for (String way : ways) {
			GitClone copy = copy(clone);
			String each = "%s %s: %s".formatted(context, database, way);
			if (ways.contains(OUT_OF_ORDER) && way.startsWith("db rebase") && isInOrder(copy, way)) {
				continue;
			}
			run(copy, way, each);
			if (way.startsWith("db ")) {
				runNext(copy, each);
				assertResolved(copy, each);
			}
			assertUpgrades(copy, database, way.equals(OUT_OF_ORDER), scripts, each);
		}
	}

	/**
	 * Whether the target branch has files in order that a database has passed. They do
	 * not move, and the setting is the way out that works.
	 */
	private static boolean isInOrder(GitClone clone, String way) {
		TestCommands.Result result = clone.db(arguments(way + " --dry-run"));
		return result.code() == 1 && result.err().contains("before all that follows it")
				&& result.err().contains(OUT_OF_ORDER);
	}

	/**
	 * Upgrade a database.
	 * @param scripts the descriptions of the scripts that must have run once
	 */
	final void assertUpgrades(GitClone clone, Database database, boolean outOfOrder, List<String> scripts,
			String context) {
		DataSource dataSource = open(database);
		Flyway flyway = flyway(clone.migrations(), dataSource, outOfOrder).load();
		if (!outOfOrder && isLate(service(flyway).state(), database)) {
			run(clone, OUT_OF_ORDER, context);
			assertUpgrades(clone, database, true, scripts, context);
			return;
		}
		if (database.lost(files(clone))) {
			follow(clone, flyway, context);
		}
		MigrationService service = service(flyway);
		assertThat(service.state().status()).as(context + service.state().problems())
			.isIn(MigrationStatus.PENDING, MigrationStatus.UP_TO_DATE);
		service.upgrade();
		assertThat(service.state().status()).as(context).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(log(dataSource)).as(context).doesNotHaveDuplicates().containsAll(scripts);
		Flyway stock = flyway(clone.migrations(), dataSource, outOfOrder).load();
		stock.validate();
		assertThat(stock.migrate().migrationsExecuted).as(context).isZero();
		databasesUpgraded.incrementAndGet();
	}

	/**
	 * Whether only scripts are late that the target branch has, and a setting of this
	 * database is among the ways out.
	 */
	private static boolean isLate(MigrationState state, Database database) {
		HeadConflict conflict = state.conflict();
		return conflict != null && conflict.resolve().contains(OUT_OF_ORDER)
				&& state.history()
					.stream()
					.filter((entry) -> conflict.late().contains(entry.version()))
					.allMatch((entry) -> database.published().contains(entry.description()));
	}

	/**
	 * Run the commands that are printed for a database that has applied what moved.
	 */
	private static void follow(GitClone clone, Flyway flyway, String context) {
		FlywayEngine engine = FlywayEngine.of(flyway, ParentRule.AUTO);
		TestCommands commands = new TestCommands(clone.migrations().path()).in((application) -> application
			.with(engine::scripts, List.of(), () -> FlywayMigrationService.of(engine, List.of())));
		MigrationState state = FlywayMigrationService.of(engine, List.of()).state();
		for (String command : commands(state.problems().toString())) {
			TestCommands.Result result = commands.run(arguments(command));
			assertThat(result.code()).as("%s: %s%n%s%n%s", context, command, result.text(), state.problems()).isZero();
			commandsRun.incrementAndGet();
		}
	}

	private static MigrationService service(Flyway flyway) {
		return FlywayMigrationService.of(FlywayEngine.of(flyway, ParentRule.AUTO), List.of());
	}

	private static FluentConfiguration flyway(MigrationFolder folder, DataSource dataSource, boolean outOfOrder) {
		return Flyway.configure().dataSource(dataSource).locations(folder.location()).outOfOrder(outOfOrder);
	}

	private static List<String> log(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select name from log order by id")) {
			List<String> names = new ArrayList<>();
			while (rows.next()) {
				names.add(rows.getString(1));
			}
			return names;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The migrations in the work tree, by their names.
	 */
	static Map<String, String> files(GitClone clone) {
		Map<String, String> files = new TreeMap<>();
		try (Stream<Path> paths = Files.list(clone.migrations().path())) {
			for (Path path : paths.toList()) {
				files.put(path.toFile().getName(), Files.readString(path));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return files;
	}

	private DataSource open(Database database) {
		TestDatabase.Access access = prepared.create(database.kind(), List.of(database.headway(), database.applied()),
				(empty) -> apply(database, empty));
		this.opened.add(access);
		return dataSource(access);
	}

	private static DataSource dataSource(TestDatabase.Access access) {
		return new DriverManagerDataSource(access.url(), access.username(), access.password());
	}

	private void apply(Database database, TestDatabase.Access access) {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve(UUID.randomUUID().toString()));
		boolean outOfOrder = false;
		for (Map<String, String> files : database.applied()) {
			files.forEach(folder::with);
			Flyway flyway = flyway(folder, dataSource(access), outOfOrder).load();
			if (database.headway() && !outOfOrder) {
				service(flyway).upgrade();
			}
			else {
				flyway.migrate();
			}
			outOfOrder = database.applied().indexOf(files) > 0;
		}
	}

	/**
	 * A database.
	 *
	 * @param name what it has applied, for people
	 * @param kind its kind
	 * @param headway whether Headway wrote its history as far as that is in order,
	 * otherwise Flyway
	 * @param applied the files of the builds that it has applied, one after the other;
	 * from the third on out of order
	 * @param published descriptions of what the target branch has without a conflict, and
	 * can be late on this database all the same
	 */
	record Database(String name, TestDatabase kind, boolean headway, List<Map<String, String>> applied,
			Set<String> published) {

		/**
		 * Whether it has applied a file that has moved since.
		 */
		boolean lost(Map<String, String> files) {
			return this.applied.stream()
				.flatMap((build) -> build.entrySet().stream())
				.anyMatch((file) -> !file.getValue().strip().equals(files.getOrDefault(file.getKey(), "").strip()));
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * When a conflict is found.
	 */
	enum Moment {

		BEFORE, DURING, AFTER, TARGET;

		/**
		 * Continue a branch until this moment, or start a new one on the target.
		 */
		void reach(GitClone clone, String branch) {
			if (this == TARGET) {
				clone.git("checkout", "-q", "-b", "fix", "origin/main");
				return;
			}
			clone.git("checkout", "-q", branch);
			if (this == DURING) {
				clone.git("merge", "-q", "--no-commit", "--no-ff", "main");
			}
			else if (this == AFTER) {
				clone.git("merge", "-q", "--no-edit", "main");
			}
		}

	}

}
