package dev.headway.boot.command;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DbCommandRunListener}, with each command as a process.
 */
class DbCommandRunListenerTests {

	@TempDir
	private Path folder;

	private MigrationFolder migrations = new MigrationFolder(Path.of("."));

	private Map<String, String> environment = Map.of();

	private List<String> jvmOptions = List.of();

	private String classPath = System.getProperty("java.class.path");

	@BeforeEach
	void prepare() {
		this.migrations = new MigrationFolder(this.folder.resolve("migrations"));
	}

	@Test
	void commandRunsInsteadOfApplication() throws Exception {
		this.migrations.withMerge();
		Outcome outcome = run("db", "heads");
		assertThat(outcome).isEqualTo(new Outcome(0, "4 (head)\n", ""));
	}

	@Test
	void commandUsesDatabaseOfApplicationAndStartDoesNotMigrate() throws Exception {
		this.migrations.withMerge();
		assertThat(run("db", "current", "--check-heads").code()).isEqualTo(5);
		assertThat(run("db", "wait", "--timeout", "0s").code()).isEqualTo(5);
		assertThat(run("db", "upgrade").output()).isEqualTo("""
				Running upgrade  -> 1, create users (1 of 4)
				Running upgrade 1 -> 2, add password hashes (2 of 4)
				Running upgrade 1 -> 3, add avatars (3 of 4)
				Running upgrade 2, 3 -> 4, merge (4 of 4)
				The database is at 4
				""");
		assertThat(run("db", "current").output()).isEqualTo("4 (head) (mergepoint)\n");
	}

	@Test
	void checkWhenConflictEndsWithItsCode() throws Exception {
		this.migrations.withConflict();
		Outcome outcome = run("db", "check");
		assertThat(outcome.code()).isEqualTo(3);
		assertThat(outcome.output()).contains("2 heads");
	}

	@Test
	void commandWhenConfigurationFailsSaysSo() throws Exception {
		this.migrations.withMerge();
		Outcome outcome = run("db", "current", "--json", "--spring.datasource.driver-class-name=no.Driver");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.output())
			.startsWith("{\n  \"schema\": 1,\n  \"command\": \"current\",\n  \"exitCode\": 1,\n")
			.contains("no.Driver");
		assertThat(outcome.errors()).startsWith("FAILED: The application failed to start: ")
			.contains("no.Driver")
			.endsWith("Run again with --log to see its log.\n")
			.doesNotContain("\tat ");
	}

	@Test
	void commandWhenConfigurationFailsAndLogIsRequestedShowsTheLog() throws Exception {
		Outcome outcome = run("db", "current", "--spring.datasource.driver-class-name=no.Driver", "--log");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors()).contains("WARN", "FAILED: The application failed to start: ")
			.endsWith("See its log above.\n");
	}

	@Test
	void commandWhenHeadwayIsDisabledSaysSo() throws Exception {
		assertThat(run("db", "current", "--headway.enabled=false")).isEqualTo(
				new Outcome(1, "", "FAILED: This application has no Flyway bean, or headway.enabled is 'false'.\n"));
	}

	@Test
	void upgradeWhenStartupValidatesAndFailsAppliesPendingRevisions() throws Exception {
		this.migrations.withMerge();
		assertThat(run("db", "upgrade", "--headway.startup=validate", "--headway.on-problem=fail").output())
			.endsWith("The database is at 4\n");
	}

	@Test
	void logIsShownOnRequest() throws Exception {
		this.migrations.withMerge();
		Outcome outcome = run("db", "current", "--log");
		assertThat(outcome.code()).isZero();
		assertThat(outcome.output()).isEmpty();
		assertThat(outcome.errors()).contains("INFO", "HikariPool").doesNotContain("Runner ran", "a listener started");
	}

	@Test
	void helpShowsTheOptionsOfApplications() throws Exception {
		assertThat(run("db", "--help").output()).contains("--flyway=NAME", "--log", "current");
	}

	@Test
	void commandWhenStartFailsWithoutMessageNamesTheFailure() throws Exception {
		this.migrations.withMerge();
		Outcome outcome = run("db", "current", "--test.fails=true");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors()).startsWith("FAILED: ")
			.contains("java.lang.UnsupportedOperationException")
			.doesNotContain("null", "\tat ");
	}

	@Test
	void filesAreWrittenIntoTheSourcesOfAClassPathLocation() throws Exception {
		MigrationFolder sources = new MigrationFolder(this.folder.resolve("src/main/resources/db/app")).withMerge();
		String[] location = { "--spring.flyway.locations=classpath:db/app" };
		assertThat(run(DbCommandTestApplication.class, List.of(location), "db", "revision", "-m", "Add phones"))
			.isEqualTo(new Outcome(0, "Created V5__add_phones.sql\n", ""));
		assertThat(sources.path().resolve("V5__add_phones.sql")).content().startsWith("-- revises: 4\n");
		assertThat(run(DbCommandTestApplication.class, List.of(location), "db", "rebase", "5", "--dry-run").code())
			.isNotZero();
	}

	@Test
	void revisionFollowsTheMigrationsOfAllLocations() throws Exception {
		MigrationFolder common = this.migrations.beside("common").with("V1__users.sql", "-- revises: base");
		MigrationFolder vendor = new MigrationFolder(this.folder.resolve("vendor/h2")).with("V2__index.sql",
				"-- revises: 1");
		List<String> settings = List.of("--spring.datasource.url=" + url(), "--spring.flyway.locations="
				+ common.location() + "," + vendor.location().replaceFirst("h2$", "{vendor}"));
		assertThat(run(DbCommandTestApplication.class, settings, "db", "revision", "-m", "new"))
			.isEqualTo(new Outcome(0, "Created V3__new.sql\n", ""));
		assertThat(common.path().resolve("V3__new.sql")).content().startsWith("-- revises: 2\n");
		assertThat(run(DbCommandTestApplication.class, settings, "db", "heads").output()).isEqualTo("3 (head)\n");
	}

	/**
	 * Without its generated artifacts, which no command uses, the application cannot
	 * start.
	 */
	@Test
	void commandWhenApplicationIsAotProcessedIgnoresThat() throws Exception {
		this.migrations.withMerge();
		this.jvmOptions = List.of("-Dspring.aot.enabled=true");
		assertThat(run("db", "heads")).isEqualTo(new Outcome(0, "4 (head)\n", ""));
	}

	@Test
	void commandWhenAFileTakesItsExitCodeExitsWithoutOne() throws Exception {
		this.migrations.withConflict();
		Path code = this.folder.resolve("exit code");
		this.environment = Map.of("HEADWAY_EXIT_CODE_FILE", code.toString(), "HEADWAY_COMMAND", "./db");
		Outcome outcome = run("db", "upgrade");
		assertThat(outcome.code()).isZero();
		assertThat(outcome.errors()).contains("'./db merge 2 3'");
		assertThat(code).hasContent("3");
		Files.delete(code);
		assertThat(run("db", "upgrade", "--spring.datasource.url=jdbc:none").code()).isZero();
		assertThat(code).hasContent("1");
		this.environment = Map.of("HEADWAY_EXIT_CODE_FILE", this.folder.resolve("none/code").toString());
		assertThat(run("db", "upgrade").code()).isEqualTo(3);
	}

	@Test
	void revisionFollowsMigrationsInArchivesAndOtherModules() throws Exception {
		new MigrationFolder(this.folder.resolve("src/main/resources/db/app")).with("V1__users.sql", "-- revises: base");
		new MigrationFolder(this.folder.resolve("orders/src/main/resources/db/app")).with("V3__orders.sql",
				"-- revises: 2");
		new MigrationFolder(this.folder.resolve("orders/target/classes/db/app")).with("V9__removed.sql",
				"-- revises: 2");
		Path archive = this.folder.resolve("library.jar");
		try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(archive))) {
			jar.putNextEntry(new ZipEntry("db/app/"));
			jar.putNextEntry(new ZipEntry("db/app/V2__library.sql"));
			jar.write("-- revises: 1\n".getBytes(StandardCharsets.UTF_8));
		}
		this.classPath = String.join(File.pathSeparator, this.classPath, archive.toString(),
				this.folder.resolve("orders/target/classes").toString());
		List<String> settings = List.of("--spring.flyway.locations=classpath:db/app");
		assertThat(run(DbCommandTestApplication.class, settings, "db", "revision", "-m", "new"))
			.isEqualTo(new Outcome(0, "Created V4__new.sql\n", ""));
		assertThat(this.folder.resolve("src/main/resources/db/app/V4__new.sql")).content()
			.startsWith("-- revises: 3\n");
	}

	@Test
	void flywayChoosesAmongSeveralBeans() throws Exception {
		this.migrations.withMerge();
		MigrationFolder orders = this.migrations.beside("orders")
			.with("V1__create_orders.sql", "create table orders (id int);");
		List<String> settings = List.of("--users.locations=" + this.migrations.location(),
				"--orders.locations=" + orders.location(), "--spring.datasource.url=" + url());
		assertThat(run(TwoFlywaysApplication.class, settings, "db", "heads", "--flyway=orders").output())
			.isEqualTo("1 (head)\n");
		assertThat(run(TwoFlywaysApplication.class, settings, "db", "upgrade", "--flyway", "users").output())
			.endsWith("The database is at 4\n");
		assertThat(run(TwoFlywaysApplication.class, settings, "db", "current", "--flyway=orders"))
			.isEqualTo(new Outcome(0, "", ""));
		assertThat(run(TwoFlywaysApplication.class, settings, "db", "heads", "--flyway=invoices"))
			.isEqualTo(new Outcome(2, "", "FAILED: 'invoices' is not a Flyway bean. Use one of users, orders.\n"));
		assertThat(run(TwoFlywaysApplication.class, settings, "db", "heads")).isEqualTo(new Outcome(2, "",
				"FAILED: There are several migration histories. Add '--flyway=' and one of users, orders.\n"));
	}

	@Test
	void printedCommandsWhenThereAreSeveralBeansWork() throws Exception {
		MigrationFolder orders = this.migrations.beside("orders")
			.with("V1__create_orders.sql", "create table orders (id int);")
			.with("V2__add_totals.sql", "alter table orders add total int;")
			.with("V2__add_dates.sql", "alter table orders add due date;");
		List<String> settings = List.of("--users.locations=" + this.migrations.withConflict().location(),
				"--orders.locations=" + orders.location(), "--spring.datasource.url=" + url());
		assertThat(run(TwoFlywaysApplication.class, settings, "db", "upgrade", "--flyway=users").errors())
			.contains("'db merge --flyway=users 2 3'");
		Outcome all = run(TwoFlywaysApplication.class, settings, "db", "check");
		assertThat(all.code()).isEqualTo(3);
		assertThat(all.output()).contains("users: MULTIPLE_HEADS: ", "'db merge --flyway=users 2 3'",
				"users: 1 problem\n", "orders: DUPLICATE_VERSION: ");
		Outcome conflict = run(TwoFlywaysApplication.class, settings, "db", "check", "--flyway=orders");
		assertThat(conflict.code()).isEqualTo(3);
		Outcome pending = runPrinted(settings, "db rebase --flyway=orders [^']*", conflict.output(),
				"db check --flyway=orders");
		assertThat(pending.code()).isEqualTo(5);
		Outcome upgraded = runPrinted(settings, "db upgrade --flyway=orders", pending.output(),
				"db check --flyway=orders");
		assertThat(upgraded.code()).isZero();
	}

	/**
	 * Run a command that was printed in quotes, and then another one.
	 */
	private Outcome runPrinted(List<String> settings, String command, String output, String next) throws Exception {
		Matcher printed = Pattern.compile("'(%s)'".formatted(command)).matcher(output);
		assertThat(printed.find()).as(output).isTrue();
		assertThat(run(TwoFlywaysApplication.class, settings, printed.group(1).split(" ")).code()).isZero();
		return run(TwoFlywaysApplication.class, settings, next.split(" "));
	}

	private Outcome run(String... args) throws IOException, InterruptedException {
		return run(DbCommandTestApplication.class,
				List.of("--spring.flyway.locations=" + this.migrations.location(), "--spring.datasource.url=" + url()),
				args);
	}

	private String url() {
		return "jdbc:h2:file:" + this.folder.resolve("database");
	}

	private Outcome run(Class<?> application, List<String> settings, String... args)
			throws IOException, InterruptedException {
		Path output = this.folder.resolve("output");
		Path errors = this.folder.resolve("errors");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-cp", this.classPath));
		command.addAll(this.jvmOptions);
		command.add(application.getName());
		command.addAll(List.of(args));
		command.addAll(settings);
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectOutput(output.toFile())
			.redirectError(errors.toFile());
		builder.environment().putAll(this.environment);
		Process process = builder.start();
		int code = process.waitFor();
		return new Outcome(code, text(output), text(errors));
	}

	private static String text(Path file) throws IOException {
		return Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
	}

	/**
	 * What a process left.
	 *
	 * @param code its exit code
	 * @param output its standard output
	 * @param errors its standard error
	 */
	private record Outcome(int code, String output, String errors) {

	}

}
