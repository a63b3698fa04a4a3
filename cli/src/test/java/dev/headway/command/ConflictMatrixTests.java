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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.plan.HeadConflict;
import dev.headway.script.ParentRule;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every command that a conflict prints, run literally: kinds of conflicts, with and
 * without headers, before, during and after the merge and on the target branch. After
 * that the checks must succeed, and each database must be up to date, with the SQL of
 * each script run once, and accepted by Flyway: new ones, and those that Flyway or
 * Headway has migrated with one side or both. A database that has applied a side that
 * moved follows by the commands that are printed for it.
 */
class ConflictMatrixTests {

	private static final Pattern COMMAND = Pattern.compile("'((?:git|db) [^']+)'");

	private static int commandsRun;

	private static int databasesUpgraded;

	@TempDir
	private Path temporary;

	private final List<DataSource> opened = new ArrayList<>();

	private int copies;

	@AfterAll
	static void report() {
		assertThat(commandsRun).as("commands run").isGreaterThan(700);
		assertThat(databasesUpgraded).as("databases upgraded").isGreaterThan(550);
		System.out.printf("%d printed commands run, %d databases upgraded%n", commandsRun, databasesUpgraded);
	}

	static List<Case> cases() {
		List<Case> cases = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			for (Headers headers : Headers.values()) {
				for (Moment moment : kind.allows(headers) ? Moment.values() : new Moment[0]) {
					cases.add(new Case(kind, headers, moment, cases.size() % 3 == 0));
				}
			}
		}
		return cases;
	}

	@ParameterizedTest
	@MethodSource("cases")
	void everyPrintedCommandWorks(Case each) throws IOException {
		GitClone clone = repository(each);
		for (List<String> commands : printed(clone, each)) {
			GitClone copy = copy(clone);
			String context = "%s %s".formatted(each, commands);
			for (String command : commands) {
				run(copy, command, context);
			}
			copy.git("add", "-A");
			copy.git("commit", "-q", "--allow-empty", "-m", "Resolve");
			assertSucceeds(copy, context, "check");
			assertSucceeds(copy, context, "check", "--against", "origin/main");
			for (Database database : databases(each)) {
				assertUpgrades(copy, each, database, context);
			}
		}
	}

	static List<Case> merged() {
		return cases().stream().filter((each) -> each.moment() == Moment.AFTER).toList();
	}

	@ParameterizedTest
	@MethodSource("merged")
	void everyWayOutOfAStateWorks(Case each) throws IOException {
		GitClone clone = repository(each);
		for (Database database : databases(each)) {
			MigrationState state = service(clone, open(database, each), false).state();
			HeadConflict conflict = state.conflict();
			for (String way : (conflict != null) ? conflict.resolve() : List.<String>of()) {
				GitClone copy = copy(clone);
				String context = "%s %s: %s".formatted(each, database, way);
				if (way.startsWith("db ")) {
					run(copy, way, context);
				}
				else {
					commandsRun++;
				}
				upgrade(copy, each, database, way.startsWith("spring."), context);
			}
		}
	}

	/**
	 * The commands that are printed: each list resolves the conflict.
	 */
	private static List<List<String>> printed(GitClone clone, Case each) {
		Set<List<String>> printed = new LinkedHashSet<>();
		for (String[] arguments : new String[][] { { "check" }, { "check", "--against", "origin/main" } }) {
			TestCommands.Result result = clone.db(arguments);
			List<String> commands = new ArrayList<>();
			Matcher matcher = COMMAND.matcher(result.out());
			while (matcher.find()) {
				commands.add(matcher.group(1));
			}
			if (commands.stream().anyMatch((command) -> command.startsWith("git "))) {
				printed.add(commands);
			}
			else {
				commands.forEach((command) -> printed.add(List.of(command)));
			}
			boolean conflict = !commands.isEmpty() && !result.out().contains("has this conflict already");
			assertThat(result.code()).as("%s: %s", each, result.text()).isEqualTo(conflict ? 3 : 0);
		}
		return List.copyOf(printed);
	}

	private void run(GitClone clone, String command, String context) {
		String[] words = command.split(" ", -1);
		String[] arguments = Arrays.copyOfRange(words, 1, words.length);
		if (words[0].equals("git")) {
			clone.git(arguments);
		}
		else {
			assertSucceeds(clone, context, arguments);
		}
		commandsRun++;
	}

	private static void assertSucceeds(GitClone clone, String context, String... arguments) {
		TestCommands.Result result = clone.db(arguments);
		assertThat(result.code())
			.as(() -> "%s: %s\n%s%s".formatted(context, String.join(" ", arguments), result.text(),
					files(clone.migrations().path()).keySet()))
			.isZero();
	}

	private void assertUpgrades(GitClone clone, Case each, Database database, String context) {
		upgrade(clone, each, database, false, context + " on " + database);
	}

	private void upgrade(GitClone clone, Case each, Database database, boolean outOfOrder, String context) {
		DataSource dataSource = open(database, each);
		if (database.lost(each, clone.migrations().path())) {
			follow(clone, dataSource, context);
		}
		MigrationService service = service(clone, dataSource, outOfOrder);
		assertThat(service.state().status()).as(context + service.state().problems())
			.isIn(MigrationStatus.PENDING, MigrationStatus.UP_TO_DATE);
		service.upgrade();
		assertThat(service.state().status()).as(context).isEqualTo(MigrationStatus.UP_TO_DATE);
		List<String> ran = log(dataSource);
		assertThat(ran).as(context).doesNotHaveDuplicates().containsAll(each.descriptions());
		Flyway stock = flyway(clone.migrations(), dataSource, outOfOrder).load();
		stock.validate();
		assertThat(stock.migrate().migrationsExecuted).as(context).isZero();
		databasesUpgraded++;
	}

	/**
	 * Run the commands that are printed for a database that has applied what moved.
	 */
	private static void follow(GitClone clone, DataSource dataSource, String context) {
		FlywayEngine engine = FlywayEngine.of(flyway(clone.migrations(), dataSource, false).load(), ParentRule.AUTO);
		TestCommands commands = new TestCommands(clone.migrations().path()).in((application) -> application
			.with(engine::scripts, List.of(), () -> FlywayMigrationService.of(engine, List.of())));
		MigrationState state = FlywayMigrationService.of(engine, List.of()).state();
		Matcher matcher = COMMAND.matcher(state.problems().toString());
		while (matcher.find()) {
			TestCommands.Result result = commands
				.run(Arrays.copyOfRange(matcher.group(1).split(" ", -1), 1, matcher.group(1).split(" ", -1).length));
			assertThat(result.code()).as("%s: %s%n%s%n%s", context, matcher.group(1), result.text(), state.problems())
				.isZero();
			commandsRun++;
		}
	}

	private static MigrationService service(GitClone clone, DataSource dataSource, boolean outOfOrder) {
		return FlywayMigrationService
			.of(FlywayEngine.of(flyway(clone.migrations(), dataSource, outOfOrder).load(), ParentRule.AUTO), List.of());
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

	@AfterEach
	void dropDatabases() {
		for (DataSource dataSource : this.opened) {
			try (Connection connection = dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("shutdown");
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private DataSource open(Database database, Case each) {
		DataSource dataSource = database.open(each, this.temporary);
		this.opened.add(dataSource);
		return dataSource;
	}

	private GitClone repository(Case each) {
		Path remote = this.temporary.resolve("remote.git");
		GitClone.remote(this.temporary);
		GitClone clone = GitClone.of(remote, "mary");
		clone.migrations().without("V1__create_users.sql");
		write(clone, each.base());
		clone.commit("Base").git("push", "-q", "origin", "HEAD:main");
		clone.git("checkout", "-q", "-b", "feature");
		write(clone, each.ours());
		clone.commit("Ours").git("checkout", "-q", "main");
		write(clone, each.theirs());
		clone.commit("Theirs");
		if (each.moment() == Moment.TARGET) {
			clone.git("merge", "-q", "--no-edit", "feature");
		}
		clone.git("push", "-q", "origin", "main");
		clone.git("remote", "set-head", "origin", "main");
		switch (each.moment()) {
			case BEFORE -> clone.git("checkout", "-q", "feature");
			case DURING -> {
				clone.git("checkout", "-q", "feature");
				clone.git("merge", "-q", "--no-commit", "main");
			}
			case AFTER -> {
				clone.git("checkout", "-q", "feature");
				clone.git("merge", "-q", "--no-edit", "main");
			}
			default -> clone.git("checkout", "-q", "-b", "fix");
		}
		return clone;
	}

	private static void write(GitClone clone, Map<String, String> files) {
		files.forEach((name, content) -> clone.migrations().with(name, content));
	}

	private GitClone copy(GitClone clone) throws IOException {
		Path target = this.temporary.resolve("copy" + this.copies++);
		try (Stream<Path> files = Files.walk(clone.path())) {
			for (Path file : files.toList()) {
				Files.copy(file, target.resolve(clone.path().relativize(file)));
			}
		}
		return new GitClone(target);
	}

	private static Map<String, String> files(Path folder) {
		Map<String, String> files = new TreeMap<>();
		String[] names = folder.toFile().list();
		for (String name : (names != null) ? names : new String[0]) {
			files.put(name, name);
		}
		return files;
	}

	/**
	 * The databases of a case, which have been written by Flyway in every other case.
	 */
	private static List<Database> databases(Case each) {
		boolean headway = cases().indexOf(each) % 2 == 0;
		List<Database> databases = new ArrayList<>();
		databases.add(new Database(headway, false, false));
		databases.add(new Database(headway, false, true));
		databases.add(new Database(headway, true, false));
		if (!each.sharesVersion()) {
			databases.add(new Database(headway, true, true));
		}
		return databases;
	}

	/**
	 * A database.
	 *
	 * @param headway whether Headway wrote its history, otherwise Flyway
	 * @param ours whether it has applied our side
	 * @param theirs whether it has applied their side
	 */
	record Database(boolean headway, boolean ours, boolean theirs) {

		DataSource open(Case each, Path temporary) {
			JdbcDataSource dataSource = new JdbcDataSource();
			dataSource.setURL("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
			MigrationFolder folder = new MigrationFolder(temporary.resolve(UUID.randomUUID().toString()));
			each.base().forEach(folder::with);
			migrate(folder, dataSource);
			if (this.theirs) {
				each.theirs().forEach(folder::with);
				migrate(folder, dataSource);
			}
			if (this.ours) {
				each.ours().forEach(folder::with);
				flyway(folder, dataSource, true).load().migrate();
			}
			return dataSource;
		}

		private void migrate(MigrationFolder folder, DataSource dataSource) {
			Flyway flyway = flyway(folder, dataSource, false).load();
			if (this.headway) {
				FlywayMigrationService.of(FlywayEngine.of(flyway, ParentRule.AUTO), List.of()).upgrade();
			}
			else {
				flyway.migrate();
			}
		}

		/**
		 * Whether it has applied a file that has moved since.
		 */
		boolean lost(Case each, Path folder) {
			return (this.ours && isChanged(each.ours(), folder)) || (this.theirs && isChanged(each.theirs(), folder));
		}

		private static boolean isChanged(Map<String, String> files, Path folder) {
			return files.entrySet().stream().anyMatch((file) -> {
				Path path = folder.resolve(file.getKey());
				try {
					return !Files.exists(path) || !Files.readString(path).strip().equals(file.getValue().strip());
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}

	}

	/**
	 * A conflict.
	 *
	 * @param kind its kind
	 * @param headers who writes headers
	 * @param moment when it is found
	 * @param extras whether our side has undo scripts and a repeatable migration
	 */
	record Case(Kind kind, Headers headers, Moment moment, boolean extras) {

		Map<String, String> base() {
			Map<String, String> files = new TreeMap<>();
			files.put("V1__base.sql", "create table log (id int auto_increment, name varchar(20));\n" + sql("base"));
			if (this.kind == Kind.LATE) {
				files.put("V3__base3.sql", sql("base3"));
			}
			return files;
		}

		Map<String, String> ours() {
			Map<String, String> files = files(this.kind.ours,
					this.headers == Headers.BOTH || this.headers == Headers.OURS);
			if (this.extras) {
				written(this.kind.ours)
					.forEach((each) -> files.put("U%s__%s.sql".formatted(each.version(), each.description()),
							"delete from log where name = '%s';".formatted(each.description())));
				files.put("R__report.sql", sql("report"));
			}
			return files;
		}

		Map<String, String> theirs() {
			return files(this.kind.theirs, this.headers == Headers.BOTH || this.headers == Headers.THEIRS);
		}

		private static Map<String, String> files(String side, boolean headers) {
			Map<String, String> files = new TreeMap<>();
			written(side).forEach((each) -> files.put("V%s__%s.sql".formatted(each.version(), each.description()),
					(headers ? "-- revises: %s\n".formatted(each.parents()) : "") + sql(each.description())));
			return files;
		}

		private static String sql(String description) {
			return "insert into log (name) values ('%s');".formatted(description);
		}

		List<String> descriptions() {
			return Stream.of(this.kind.ours, this.kind.theirs)
				.flatMap((side) -> written(side).stream())
				.map(Written::description)
				.toList();
		}

		boolean sharesVersion() {
			List<String> ours = written(this.kind.ours).stream().map(Written::version).toList();
			return written(this.kind.theirs).stream().map(Written::version).anyMatch(ours::contains);
		}

		private static List<Written> written(String side) {
			return Arrays.stream(side.split("; ", -1)).map((text) -> {
				String[] parts = text.split(" ", 3);
				return new Written(parts[0], parts[1], parts[2]);
			}).toList();
		}

	}

	/**
	 * A migration.
	 *
	 * @param version its version
	 * @param description its description
	 * @param parents its parents, which its header names if it has one
	 */
	private record Written(String version, String description, String parents) {

	}

	enum Kind {

		TEXTBOOK("3 o1 1", "2 t1 1"),

		SAME_VERSION("2 o1 1", "2 t1 1"),

		LATE("4 o1 3", "5 t1 3"),

		CHAIN("2 o1 1; 3 o2 2; 4 o3 3", "2 t1 1; 3 t2 2"),

		LATE_CHAIN("4 o1 1; 5 o2 4; 6 o3 5", "8 t1 1; 9 t2 8"),

		MERGE_INSIDE("2 o1 1; 3 o2 1; 4 o3 2, 3", "2 t1 1");

		private final String ours;

		private final String theirs;

		Kind(String ours, String theirs) {
			this.ours = ours;
			this.theirs = theirs;
		}

		boolean allows(Headers headers) {
			return this != MERGE_INSIDE || headers == Headers.BOTH || headers == Headers.OURS;
		}

	}

	enum Headers {

		BOTH, OURS, THEIRS, NONE

	}

	enum Moment {

		BEFORE, DURING, AFTER, TARGET

	}

}
