package dev.headway.boot.health;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.headway.boot.WebApplication;
import dev.headway.boot.WebApplication.Answer;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for probes while another session has locked the schema history, so that nobody
 * can read it.
 */
class LockedHistoryWebTests {

	private static final String[] PROPERTIES = { "headway.refresh-interval=0s", "headway.read-timeout=1s",
			"server.tomcat.threads.max=8", "management.health.db.enabled=false" };

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB" })
	void probesAreAnsweredFromTheLastReading(TestDatabase database) throws SQLException {
		Access access = database.create();
		MigrationFolder migrations = new MigrationFolder(this.folder).withMerge();
		try (WebApplication application = WebApplication.start(access, migrations, PROPERTIES)) {
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(200);
			try (Connection locking = lock(database, access)) {
				assertThat(probes(application, "/actuator/health/readiness")).containsOnly(200);
				assertThat(application.get("/actuator/health/liveness").status()).isEqualTo(200);
				Awaitility.await()
					.untilAsserted(() -> assertThat(application.get("/actuator/health/migrations").json())
						.extractingPath("$.details.readAt")
						.asString()
						.isNotEmpty());
				Answer endpoint = application.get("/actuator/migrations");
				assertThat(endpoint.status()).isEqualTo(200);
				assertThat(endpoint.json()).extractingPath("$.histories.flyway.readAt").asString().isNotEmpty();
				assertThat(waiting(database, locking)).isLessThanOrEqualTo(1);
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(
						() -> assertThat(application.get("/actuator/health/migrations").body()).contains("UP_TO_DATE")
							.doesNotContain("readAt"));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB" })
	void probesWhenNothingWasReadSayNotReadyAtOnce(TestDatabase database) throws SQLException {
		Access access = database.create();
		MigrationFolder migrations = new MigrationFolder(this.folder).withMerge();
		WebApplication.start(access, migrations).close();
		try (Connection locking = lock(database, access);
				WebApplication application = WebApplication.start(access, migrations, with("headway.startup=none"))) {
			assertThat(probes(application, "/actuator/health/readiness")).containsOnly(503);
			assertThat(application.get("/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(application.get("/actuator/migrations").status()).isEqualTo(503);
			assertThat(waiting(database, locking)).isLessThanOrEqualTo(1);
			unlock(database, locking);
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(200));
		}
	}

	private static String[] with(String property) {
		return IntStream.rangeClosed(0, PROPERTIES.length)
			.mapToObj((at) -> (at < PROPERTIES.length) ? PROPERTIES[at] : property)
			.toArray(String[]::new);
	}

	private static List<Integer> probes(WebApplication application, String path) {
		return IntStream.range(0, 16).parallel().mapToObj((index) -> application.get(path).status()).toList();
	}

	private static Connection lock(TestDatabase database, Access access) throws SQLException {
		Connection connection = DriverManager.getConnection(access.url(), access.username(), access.password());
		try (Statement statement = connection.createStatement()) {
			if (database == TestDatabase.POSTGRESQL) {
				connection.setAutoCommit(false);
				statement.execute("lock table flyway_schema_history in access exclusive mode");
			}
			else {
				statement.execute("lock tables flyway_schema_history write");
			}
		}
		return connection;
	}

	private static void unlock(TestDatabase database, Connection connection) throws SQLException {
		if (database == TestDatabase.POSTGRESQL) {
			connection.rollback();
			return;
		}
		try (Statement statement = connection.createStatement()) {
			statement.execute("unlock tables");
		}
	}

	/**
	 * How many sessions wait for the lock.
	 */
	private static int waiting(TestDatabase database, Connection connection) throws SQLException {
		String query = (database == TestDatabase.POSTGRESQL)
				? "select count(*) from pg_locks where not granted and relation = 'flyway_schema_history'::regclass"
				: "select count(*) from information_schema.processlist where state like 'Waiting for table%' and db = database()";
		try (Statement statement = connection.createStatement(); var result = statement.executeQuery(query)) {
			result.next();
			return result.getInt(1);
		}
	}

}
