package dev.headway.flyway.service;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;

import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.database.CountingDataSource;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Users with less than all rights: Headway starts where stock Flyway does.
 */
class RightsTests extends AbstractServiceTests {

	private static final String HISTORY = "\"flyway_schema_history\"";

	private static final String COMPANION = "\"flyway_schema_history_graph\"";

	private static final String WRITE = "select, insert, update, delete";

	private static final Pattern STATEMENTS = Pattern.compile("(?:CREATE TABLE|GRANT) [^;]+;");

	private final List<HikariDataSource> restricted = new ArrayList<>();

	/**
	 * The user as the database quotes it.
	 */
	private String user = "";

	@BeforeEach
	void writeScripts() {
		this.folder.withMerge();
	}

	@AfterEach
	void closePools() {
		this.restricted.forEach(HikariDataSource::close);
	}

	/**
	 * Create a user whose name needs quotes.
	 */
	private CountingDataSource login(Level level) {
		assumeThat(this.database == TestDatabase.H2 && level == Level.READ_ONLY)
			.as("H2 has no sessions that are read-only")
			.isFalse();
		String name = "APP-" + UUID.randomUUID().toString().substring(0, 8);
		this.user = (this.database == TestDatabase.MARIADB) ? "'" + name + "'@'%'" : '"' + name + '"';
		sql("create user " + this.user + switch (this.database) {
			case H2 -> " password 'secret'" + ((level == Level.ALL) ? " admin" : "");
			case POSTGRESQL -> " login password 'secret'";
			case MARIADB -> " identified by 'secret'";
		}).update();
		switch (level) {
			case ALL, READ_ONLY -> grantAll();
			case NO_CREATE -> grant(WRITE, switch (this.database) {
				case H2 -> "schema public";
				case POSTGRESQL -> "all tables in schema public";
				case MARIADB -> database() + ".*";
			});
			case NO_COMPANION -> {
				grant(WRITE, HISTORY);
				grant(WRITE, "users");
			}
			case HISTORY_ONLY -> grant("select", HISTORY);
		}
		HikariDataSource pool = new TestDatabase.Access(url(level), name, "secret").pool();
		this.restricted.add(pool);
		return new CountingDataSource(pool);
	}

	private void grantAll() {
		if (this.database == TestDatabase.POSTGRESQL) {
			grant("all", "schema public");
			grant("all", "all tables in schema public");
		}
		else if (this.database == TestDatabase.MARIADB) {
			grant("all", database() + ".*");
		}
	}

	private void grant(String rights, String object) {
		sql("grant " + rights + " on " + object + " to " + this.user).update();
	}

	private String database() {
		return sql("select database()").query(String.class).single();
	}

	private String url(Level level) {
		String url = this.access.url().replace(";DB_CLOSE_DELAY=-1", "");
		if (level != Level.READ_ONLY) {
			return url;
		}
		return url + (url.contains("?") ? "&" : "?") + ((this.database == TestDatabase.MARIADB)
				? "sessionVariables=tx_read_only=1" : "options=-c%20default_transaction_read_only=on");
	}

	private Flyway stock(CountingDataSource login) {
		return flyway((settings) -> settings.dataSource(login));
	}

	private MigrationService service(CountingDataSource login) {
		return service((settings) -> settings.dataSource(login));
	}

	/**
	 * Let the owner run the statements of a warning.
	 */
	private void run(String warning) {
		assertThat(STATEMENTS.matcher(warning).results().toList()).isNotEmpty()
			.allSatisfy((statement) -> sql(statement.group()).update());
	}

	private static String log(Runnable work) {
		ByteArrayOutputStream log = new ByteArrayOutputStream();
		PrintStream before = System.err;
		System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
		try {
			work.run();
		}
		finally {
			System.setErr(before);
		}
		return log.toString(StandardCharsets.UTF_8);
	}

	private static List<String> warnings(String log) {
		return log.lines().filter((line) -> line.contains(" WARN dev.headway")).toList();
	}

	@ParameterizedTest
	@EnumSource
	void upgradeSucceedsWhereStockFlywayDoes(Level level) {
		service().upgrade();
		CountingDataSource login = login(level);
		assertThat(stock(login).migrate().migrationsExecuted).isZero();
		MigrationService service = service(login);
		String log = log(() -> {
			assertThat(service.upgrade().applied()).isEmpty();
			assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
			login.reset();
			assertThat(service.refresh().current()).containsExactly("4");
			assertThat(login.statements()).singleElement().asString().startsWith("SELECT");
			this.folder.with("V5__mary.sql", "-- revises: 4", "insert into users (id) values (7);");
			if (level == Level.HISTORY_ONLY || level == Level.READ_ONLY) {
				assertThat(service.state().pending()).containsExactly("5");
				assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service::upgrade);
			}
			else {
				assertThat(service.upgrade().applied()).containsExactly("5");
				assertThatStockFlywayIsContent();
			}
		});
		boolean denied = level == Level.NO_COMPANION || level == Level.HISTORY_ONLY;
		assertThat(warnings(log)).hasSize(denied ? 1 : 0);
	}

	@ParameterizedTest
	@EnumSource
	void upgradeWhenStockFlywayMigratedNeedsOnlySelectOnTheHistory(Level level) {
		flyway().migrate();
		CountingDataSource login = login(level);
		assertThat(stock(login).migrate().migrationsExecuted).isZero();
		assertThat(service(login).state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		MigrationService service = service(login);
		String log = log(() -> assertThat(service.upgrade().applied()).isEmpty());
		boolean fine = level == Level.ALL || level == Level.READ_ONLY;
		assertThat(warnings(log)).hasSize(fine ? 0 : 1);
		assertThat(tables().contains("flyway_schema_history_graph")).isEqualTo(level == Level.ALL);
	}

	@Test
	void upgradeWithoutTheRightToUpdateTheCompanionTableWarnsWithTheGrant() {
		service().upgrade();
		CountingDataSource login = login(Level.NO_COMPANION);
		grant("select, insert, delete", COMPANION);
		String log = log(() -> upgradeWithoutTransaction(login, "5"));
		assertThat(warnings(log)).singleElement().asString().contains("It is not recorded how far scripts get. ");
		run(log);
		assertThat(warnings(log(() -> upgradeWithoutTransaction(login, "6")))).isEmpty();
	}

	private void upgradeWithoutTransaction(CountingDataSource login, String version) {
		String script = "V" + version + "__mary.sql";
		int parent = Integer.parseInt(version) - 1;
		this.folder.with(script, "-- revises: " + parent, "insert into users (id) values (" + version + ");")
			.with(script + ".conf", "executeInTransaction=false");
		assertThat(service(login).upgrade().applied()).containsExactly(version);
		assertThatStockFlywayIsContent();
	}

	@Test
	void stateWhenCompanionTableIsDeniedWarnsWithTheGrant() {
		service().upgrade();
		this.folder.with("V5__e.sql", "-- revises: 3");
		service().upgrade("5");
		this.folder.without("V5__e.sql");
		CountingDataSource login = login(Level.HISTORY_ONLY);
		MigrationService denied = service(login);
		List<String> warnings = warnings(log(() -> {
			assertThat(denied.state().status()).isEqualTo(MigrationStatus.AHEAD);
			denied.state();
		}));
		assertThat(warnings).singleElement().asString().contains("Cannot read the table", "GRANT SELECT ON");
		run(warnings.get(0));
		MigrationState[] state = new MigrationState[1];
		assertThat(warnings(log(() -> state[0] = service(login).state()))).isEmpty();
		assertThat(state[0].status()).isEqualTo(MigrationStatus.DIVERGED);
	}

	@Test
	void stateWhenHistoryIsDeniedNamesTheGrant() {
		service().upgrade();
		CountingDataSource login = login(Level.HISTORY_ONLY);
		sql("revoke select on " + HISTORY + " from " + this.user).update();
		if (this.database == TestDatabase.MARIADB) {
			grant("select", COMPANION);
		}
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> service(login).state())
			.withMessageStartingWith("Cannot read the schema history")
			.satisfies((ex) -> run(String.valueOf(ex.getMessage())));
		assertThat(service(login).state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void upgradeWhenCompanionTableIsReadOnlyWarnsWithTheGrant() {
		service().upgrade();
		CountingDataSource login = login(Level.NO_COMPANION);
		grant("select", COMPANION);
		this.folder.with("V5__mary.sql", "-- revises: 4", "insert into users (id) values (7);");
		List<String> warnings = warnings(
				log(() -> assertThat(service(login).upgrade().applied()).containsExactly("5")));
		assertThat(warnings).singleElement().asString().contains("Cannot write to the table");
		run(warnings.get(0));
		assertThat(warnings(log(service(login)::upgrade))).isEmpty();
		assertThat(storedParents()).contains("5 <- 4");
	}

	@Test
	void downgradeWhenCompanionTableIsDeniedSucceeds() {
		this.folder.withStory()
			.with("V5__mary.sql", "-- revises: 4", "insert into users (id) values (7);")
			.with("U5__mary.sql", "delete from users;");
		service().upgrade();
		MigrationService service = service(login(Level.NO_COMPANION));
		assertThat(service.downgrade("-1").undone()).containsExactly("5");
		assertThat(service.stamp("5").added()).containsExactly("5");
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void upgradeWhenCompanionTableCannotBeCreatedWarnsWithTheStatements() {
		flyway().migrate();
		CountingDataSource login = login(Level.NO_CREATE);
		List<String> warnings = warnings(log(service(login)::upgrade));
		assertThat(warnings).singleElement().asString().contains("Cannot create the table");
		run(warnings.get(0));
		assertThat(warnings(log(service(login)::upgrade))).isEmpty();
		assertThat(storedParents()).hasSize(4);
	}

	@Test
	void upgradeWhenHistoryHasNoRowsIsThatOfStockFlyway() {
		service().upgrade();
		sql("delete from " + HISTORY).update();
		sql("drop table users").update();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service().upgrade().applied()).containsExactly("1", "2", "3", "4");
		assertThatStockFlywayIsContent();
	}

	private enum Level {

		ALL, NO_CREATE, NO_COMPANION, HISTORY_ONLY, READ_ONLY

	}

}
