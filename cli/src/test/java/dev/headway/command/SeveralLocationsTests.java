package dev.headway.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.command.TestCommands.Result;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.ParentRule;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands on a tree of modules with migrations in SQL, Java and Kotlin and folders of
 * databases agree with the application that is built from it.
 */
class SeveralLocationsTests {

	private static final String CORE = "core/src/main/resources/db/migration/";

	private static final String CODE = "core/src/main/java/db/migration/";

	private static final String BILLING = "billing/src/main/resources/db/migration/";

	private static final String KOTLIN = "billing/src/main/kotlin/db/migration/";

	private static final String VENDORS = "billing/src/main/resources/db/vendor/";

	@TempDir
	private Path temporary;

	private GitClone tree = new GitClone(Path.of("."));

	@BeforeEach
	void prepare() {
		this.tree = new GitClone(this.temporary.resolve("tree"));
		write(CORE + "V1__users.sql", "-- revises: base", "create table users (id int);");
		write(CODE + "V2__Fill.java", java("V2__Fill", "@Revises(\"1\")"));
		write(BILLING + "V3__invoices.sql", "-- revises: 2", "create table invoices (id int);");
		write(KOTLIN + "V4__Totals.kt", "package db.migration", "", "import dev.headway.script.Revises",
				"import org.flywaydb.core.api.migration.BaseJavaMigration", "", "@Revises(\"3\")",
				"class V4__Totals : BaseJavaMigration() {", "}");
		write(VENDORS + "h2/V5__index.sql", "-- revises: 4", "create index i on users (id);");
		write(VENDORS + "postgresql/V5__index.sql", "-- revises: 4", "create index concurrently i on users (id);");
		this.tree.git("init", "-q", "-b", "main", ".");
		this.tree.git("config", "user.name", "mary");
		this.tree.git("config", "user.email", "mary@example.com");
		this.tree.commit("Start");
	}

	@Test
	void commandsWhenTreeIsValidAgreeWithApplication() {
		assertThat(db("check").text()).isEqualTo("OK: 5 revisions, head 5\n");
		assertThat(db("history").text()).isEqualTo("""
				4 -> 5 (head), index
				3 -> 4, Totals
				2 -> 3, invoices
				1 -> 2, Fill
				<base> -> 1, users
				""");
		assertAgreement();
		assertThat(db("revision", "-m", "next").text()).isEqualTo("Created V6__next.sql\n");
		assertThat(read(CORE + "V6__next.sql")).startsWith("-- revises: 5\n");
		assertAgreement();
	}

	static Stream<List<String>> slips() {
		return Stream.of(List.of(BILLING + "V6__a.sql", "-- revises: 2"),
				List.of(BILLING + "V4__a.sql", "-- revises: 3"), List.of(CORE + "V6__a.sql", "-- revises: 9"),
				List.of(BILLING + "V7__a.sql"), List.of(CODE + "V6__More.java", "@Revises(\"2\")"),
				List.of(CODE + "V6__More.java", "@Revises(\"9\")"), List.of(CODE + "V6__More.java", "@Revises({})"),
				List.of(CODE + "V6__More.java", ""),
				List.of(CODE + "V6__More.java", "/* @Revises(\"9\") */ @Revises(\"5\")"),
				List.of(CODE + "V5__More.java", "@Revises(\"4\")"),
				List.of(CODE + "V5_1__More.java", "@Revises(\"5\")"), List.of(CODE + "R__Views.java", ""),
				List.of(CODE + "below/V6__More.java", "@Revises(\"5\")"));
	}

	@ParameterizedTest
	@MethodSource("slips")
	void commandsWhenFileIsAddedAgreeWithApplication(List<String> slip) {
		String path = slip.get(0);
		String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\..*", "");
		write(path, path.endsWith(".java") ? new String[] { java(name, slip.get(1)) }
				: slip.subList(1, slip.size()).toArray(String[]::new));
		assertAgreement();
	}

	@Test
	void revisionNeverTakesTheVersionOfCode() {
		write(KOTLIN + "V6__More.kt", "@dev.headway.script.Revises(\"5\")", "class V6__More");
		assertThat(db("revision", "-m", "next").out()).isEqualTo("Created V7__next.sql\n");
		assertThat(read(CORE + "V7__next.sql")).startsWith("-- revises: 6\n");
		assertThat(db("check").text()).isEqualTo("OK: 7 revisions, head 7\n");
	}

	@Test
	void revisionWritesIntoTheFolderThatIsGiven() {
		String billing = this.tree.path().resolve(BILLING).toString();
		assertThat(db("revision", "-m", "next", "--into", billing).out()).isEqualTo("Created V6__next.sql\n");
		assertThat(read(BILLING + "V6__next.sql")).startsWith("-- revises: 5\n");
		String postgresql = this.tree.path().resolve(VENDORS + "postgresql").toString();
		assertThat(db("revision", "-m", "more", "--vendor", "postgresql", "--into", postgresql).out())
			.isEqualTo("Created V7__more.sql\n");
		assertThat(db("check", "--vendor", "postgresql").out()).isEqualTo("OK: 7 revisions, head 7\n");
		assertThat(db("check", "--vendor", "h2").out()).isEqualTo("OK: 6 revisions, head 6\n");
	}

	@Test
	void revisionForEveryDatabaseIsAboveAllOfThem() {
		write(VENDORS + "postgresql/V6__vacuum.sql", "-- revises: 5");
		assertThat(db("revision", "-m", "next").out()).isEqualTo("Created V7__next.sql\n");
	}

	@Test
	void checkCoversEveryDatabase() {
		write(VENDORS + "postgresql/V6__vacuum.sql", "-- revises: 4");
		Result check = db("check");
		assertThat(check.code()).isEqualTo(3);
		assertThat(check.out()).contains("2 heads, 5 (V5__index.sql) and 6 (V6__vacuum.sql)");
		assertThat(db("check", "--vendor", "h2").text()).isEqualTo("OK: 5 revisions, head 5\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/src/main/resources/db/migration", "filesystem:*/src/main/resources/db/migration",
			"**/db/migration", "*/src/main/resources/db/m*" })
	void checkWhenLocationHasWildcardsFindsAllModules(String pattern) {
		write("core/target/classes/db/migration/V1__users.sql", "-- revises: base", "old");
		String location = pattern.replaceFirst("^(filesystem:)?", "$1" + this.tree.path() + "/");
		TestCommands commands = new TestCommands(this.tree.path());
		String vendor = this.tree.path().resolve(VENDORS + "{vendor}").toString();
		assertThat(commands.run("check", "--location", location + "," + vendor).text())
			.isEqualTo("OK: 5 revisions, head 5\n");
		assertThat(commands.run("revision", "-m", "next", "--location", location).err())
			.contains("Say where new files go, with '--into'");
	}

	@Test
	void checkAgainstSeesAllLocationsOfTheTarget() {
		this.tree.git("checkout", "-q", "-b", "side");
		write(CORE + "V6__side.sql", "-- revises: 5");
		this.tree.commit("Side").git("checkout", "-q", "main");
		write(KOTLIN + "V6__Main.kt", "@dev.headway.script.Revises(\"5\")", "class V6__Main");
		this.tree.commit("Main").git("checkout", "-q", "side");
		Result check = db("check", "--against", "main");
		assertThat(check.code()).isEqualTo(3);
		assertThat(check.out()).contains("DUPLICATE_VERSION", "V6__Main", "V6__side.sql", "db rebase --against main");
		this.tree.git("merge", "-q", "-m", "Merge", "main");
		assertThat(db("rebase", "--against", "main").text()).contains("Renamed V6__side.sql to V7__side.sql");
		assertThat(db("check", "--against", "main").text()).isEqualTo("OK: 7 revisions, head 7\n");
	}

	@Test
	void rebaseMovesFilesOfEveryLocation() {
		this.tree.git("checkout", "-q", "-b", "side");
		write(CORE + "V6__a.sql", "-- revises: 5");
		write(BILLING + "V7__b.sql", "-- revises: 6");
		this.tree.commit("Side").git("checkout", "-q", "main");
		write(BILLING + "V6__main.sql", "-- revises: 5");
		this.tree.commit("Main").git("checkout", "-q", "side");
		this.tree.git("merge", "-q", "-m", "Merge", "main");
		assertThat(db("rebase", "--against", "main").text()).contains("Renamed V6__a.sql to V8__a.sql",
				"V7__b.sql to V9__b.sql");
		assertThat(this.tree.git("status", "--porcelain")).contains("R").contains(BILLING + "V9__b.sql");
		assertThat(db("check", "--against", "main").text()).isEqualTo("OK: 8 revisions, head 9\n");
		assertAgreement();
	}

	@Test
	void rebaseWhenCodeWouldMoveNamesIt() {
		this.tree.git("checkout", "-q", "-b", "side");
		write(CODE + "V6__Side.java", java("V6__Side", "@Revises(\"5\")"));
		this.tree.commit("Side").git("checkout", "-q", "main");
		write(BILLING + "V6__main.sql", "-- revises: 5");
		this.tree.commit("Main").git("checkout", "-q", "side");
		assertThat(db("rebase", "--against", "main").text()).contains("db.migration.V6__Side is a Java migration");
	}

	@Test
	void rebaseWhenFileBelongsToOneDatabaseAsksForIt() {
		write(VENDORS + "h2/V6__a.sql", "-- revises: 4");
		assertThat(db("rebase", "6", "--onto", "5").text()).contains("--vendor");
		assertThat(db("rebase", "6", "--onto", "5", "--vendor", "h2").text()).contains("Wrote '-- revises: 5'");
		assertThat(db("check").text()).isEqualTo("OK: 5 revisions, head 5\n");
	}

	@Test
	void headFilesOfEveryLocationAreKept() {
		write(CORE + "HEAD", "5 V5__index.sql");
		write(BILLING + "HEAD", "5 V5__index.sql");
		assertThat(db("revision", "-m", "next").out()).contains("Wrote '6 V6__next.sql' into HEAD");
		assertThat(read(CORE + "HEAD")).isEqualTo("6 V6__next.sql\n");
		assertThat(read(BILLING + "HEAD")).isEqualTo("6 V6__next.sql\n");
		write(BILLING + "HEAD", "5 V5__index.sql");
		assertThat(db("check").out()).contains("WRONG_HEAD_FILE");
	}

	@Test
	void commandsWhenFileIsCopiedCountItOnce() {
		write(BILLING + "V1__users.sql", "-- revises: base", "create table users (id int);");
		assertThat(db("check").text()).isEqualTo("OK: 5 revisions, head 5\n");
		assertAgreement();
		write(BILLING + "V1__users.sql", "-- revises: base", "create table users (id bigint);");
		assertThat(db("check").out()).contains("DUPLICATE_VERSION");
		assertAgreement();
	}

	@Test
	void initWhenFolderIsNewNamesTheHeadOfAllLocations() {
		db("init", "--into", this.tree.path().resolve("new").toString());
		assertThat(read("new/HEAD")).isEqualTo("5 V5__index.sql\n");
	}

	@Test
	void initWritesAllLocationsIntoHook() {
		assertThat(db("init", "--pre-commit").text()).contains("Created .git/hooks/pre-commit");
		assertThat(read(".git/hooks/headway-check")).contains("check \"$@\" --location " + CORE.replaceFirst("/$", ""),
				" --location '" + VENDORS + "{vendor}'");
	}

	@Test
	void checkWhenLocationDoesNotExistSaysSo() {
		assertThat(db("check", "--location", this.tree.path().resolve("none").toString()).err())
			.contains("There is no folder");
	}

	/**
	 * Compare heads, parents and findings with those of the application.
	 */
	private void assertAgreement() {
		build("core");
		build("billing");
		try (URLClassLoader classes = new URLClassLoader(
				new URL[] { url("core/target/classes/"), url("billing/target/classes/") },
				getClass().getClassLoader())) {
			Flyway flyway = Flyway.configure(classes)
				.dataSource("jdbc:h2:mem:", "sa", "")
				.locations("classpath:db/migration", "classpath:db/vendor/h2")
				.load();
			FlywayEngine engine = FlywayEngine.of(flyway, ParentRule.AUTO);
			TestCommands application = new TestCommands(this.tree.path()).in((context) -> context.with(engine::scripts,
					engine.javaMigrations(), () -> FlywayMigrationService.of(engine, List.of())));
			MigrationState state = FlywayMigrationService.of(engine, List.of()).state();
			for (String verb : List.of("heads", "history")) {
				assertThat(db(verb, "--vendor", "h2").out()).isEqualTo(application.run(verb).out());
			}
			String check = db("check", "--vendor", "h2", "--json").out();
			List<String> codes = state.problems()
				.stream()
				.map(MigrationProblem::code)
				.filter((code) -> !code.equals("PENDING"))
				.toList();
			codes.forEach((code) -> assertThat(check).contains(code));
			assertThat(check.contains("\"code\"")).isEqualTo(!codes.isEmpty());
			assertThat(db("check", "--vendor", "h2").code()).isEqualTo((state.status() == MigrationStatus.INVALID) ? 4
					: (state.status() == MigrationStatus.CONFLICT) ? 3 : 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Copy the resources and compile the code of a module. What is written in Kotlin is
	 * compiled from equal code in Java.
	 */
	private void build(String module) {
		Path classes = this.tree.path().resolve(module + "/target/classes");
		delete(classes);
		Path resources = this.tree.path().resolve(module + "/src/main/resources");
		files(resources).forEach((file) -> copy(file, classes.resolve(resources.relativize(file).toString())));
		List<String> sources = new ArrayList<>();
		files(this.tree.path().resolve(module + "/src/main/java")).forEach((file) -> sources.add(file.toString()));
		files(this.tree.path().resolve(module + "/src/main/kotlin")).forEach((file) -> {
			String name = file.getFileName().toString().replace(".kt", "");
			Path equal = this.temporary.resolve("kotlin/" + name + ".java");
			new MigrationFolder(equal.resolveSibling("")).with(name + ".java", java(name, "@Revises(\"3\")"));
			sources.add(equal.toString());
		});
		if (!sources.isEmpty()) {
			List<String> arguments = new ArrayList<>(
					List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path")));
			arguments.addAll(sources);
			assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
				.isZero();
		}
	}

	private static String java(String name, String annotation) {
		return """
				package db.migration;

				import dev.headway.script.Revises;
				import org.flywaydb.core.api.migration.BaseJavaMigration;
				import org.flywaydb.core.api.migration.Context;

				%s
				public class %s extends BaseJavaMigration {

					@Override
					public void migrate(Context context) {
						String sql = "@Revises(\\"99\\") class %s { /*";
					}

				}
				""".formatted(annotation, name, name);
	}

	private Result db(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		for (String location : List.of(CORE, BILLING, VENDORS + "{vendor}")) {
			all.add("--location");
			all.add(this.tree.path().resolve(location).toString());
		}
		return new TestCommands(this.tree.path())
			.with("HEADWAY_CLI_JAR", StandInJar.in(this.tree.path().resolveSibling("")).toString())
			.run(all.toArray(String[]::new));
	}

	private URL url(String folder) throws IOException {
		return this.tree.path().resolve(folder).toUri().toURL();
	}

	private void write(String path, String... lines) {
		Path file = this.tree.path().resolve(path);
		new MigrationFolder(file.resolveSibling("")).with(file.getFileName().toString(), lines);
	}

	private String read(String path) {
		try {
			return Files.readString(this.tree.path().resolve(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> files(Path folder) {
		if (!Files.exists(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void copy(Path from, Path to) {
		try {
			Files.createDirectories(to.getParent());
			Files.copy(from, to);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(Path folder) {
		files(folder).forEach((file) -> file.toFile().delete());
	}

}
