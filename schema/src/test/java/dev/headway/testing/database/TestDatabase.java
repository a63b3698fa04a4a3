package dev.headway.testing.database;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The databases that tests run on. Without a container engine, tests on PostgreSQL and
 * MariaDB are skipped with a message; in CI that fails them instead.
 */
public enum TestDatabase {

	H2 {
		@Override
		public Access create() {
			return new Access("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
		}

		@Override
		public void run(Access access, String script) {
			try (Connection connection = DriverManager.getConnection(access.url(), access.username(),
					access.password()); Reader reader = new StringReader(script)) {
				RunScript.execute(connection, reader);
			}
			catch (SQLException | IOException ex) {
				throw new IllegalStateException(ex);
			}
		}
	},

	POSTGRESQL {
		@Override
		public Access create() {
			requireEngine();
			return create(Postgres.CONTAINER);
		}

		@Override
		public void run(Access access, String script) {
			run(Postgres.CONTAINER, script,
					"psql -q -v ON_ERROR_STOP=1 -U %s -d %s -f".formatted(access.username(), access.name()));
		}
	},

	MARIADB {
		@Override
		public Access create() {
			requireEngine();
			return create(MariaDb.CONTAINER);
		}

		@Override
		public void run(Access access, String script) {
			run(MariaDb.CONTAINER, script,
					"mariadb -u%s -p%s %s <".formatted(access.username(), access.password(), access.name()));
		}
	};

	/**
	 * Create an empty database.
	 * @return how to connect to it
	 */
	public abstract Access create();

	/**
	 * Run a script with the database's own client, which stops at the first error.
	 * @param access the database
	 * @param script the script
	 */
	public abstract void run(Access access, String script);

	static void run(JdbcDatabaseContainer<?> container, String script, String client) {
		String file = "/tmp/" + UUID.randomUUID() + ".sql";
		container.copyFileToContainer(Transferable.of(script), file);
		try {
			ExecResult result = container.execInContainer("sh", "-c", client + " " + file);
			if (result.getExitCode() != 0) {
				throw new IllegalStateException(result.getStderr() + "\n" + script);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	static Access create(JdbcDatabaseContainer<?> container) {
		String name = "t" + UUID.randomUUID().toString().replace("-", "");
		String url = container.getJdbcUrl();
		String user = (container instanceof MariaDBContainer) ? "root" : container.getUsername();
		try (Connection connection = DriverManager.getConnection(url, user, container.getPassword());
				var statement = connection.createStatement()) {
			statement.execute("create database " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return new Access(url.replace("/" + container.getDatabaseName(), "/" + name), user, container.getPassword());
	}

	private static <C extends JdbcDatabaseContainer<?>> C start(C container) {
		container.start();
		return container;
	}

	static void requireEngine() {
		boolean available = DockerClientFactory.instance().isDockerAvailable();
		if (!available && Boolean.parseBoolean(System.getenv("CI"))) {
			throw new IllegalStateException("CI requires a container engine, but none is available.");
		}
		Assumptions.assumeTrue(available,
				"Skipped: no container engine is available. Start Docker to run the tests on PostgreSQL and MariaDB.");
	}

	/**
	 * How to connect to a database.
	 *
	 * @param url its JDBC URL
	 * @param username the user
	 * @param password the user's password
	 */
	public record Access(String url, String username, String password) {

		String name() {
			String address = this.url.split("[?]", 2)[0];
			return address.substring(address.lastIndexOf('/') + 1);
		}

		/**
		 * Open a pool of two connections, the fewest that stock Flyway needs.
		 * @return the pool
		 */
		public HikariDataSource pool() {
			return pool(2);
		}

		/**
		 * Open a pool.
		 * @param size the number of connections
		 * @return the pool
		 */
		public HikariDataSource pool(int size) {
			HikariConfig config = new HikariConfig();
			config.setJdbcUrl(this.url);
			config.setUsername(this.username);
			config.setPassword(this.password);
			config.setMaximumPoolSize(size);
			config.setConnectionTimeout(10_000);
			return new HikariDataSource(config);
		}

	}

	/**
	 * Starts PostgreSQL on first use. It asks for no password: for each connection, the
	 * driver would compute thousands of hashes.
	 */
	private static final class Postgres {

		private static final PostgreSQLContainer CONTAINER = start(
				new PostgreSQLContainer("postgres:15-bookworm").withEnv("POSTGRES_HOST_AUTH_METHOD", "trust"));

	}

	/**
	 * Starts MariaDB on first use. It does not wait for the disk when it commits.
	 */
	private static final class MariaDb {

		private static final MariaDBContainer CONTAINER = start(
				new MariaDBContainer("mariadb:10.11").withEnv("MARIADB_ROOT_PASSWORD", "test")
					.withCommand("--innodb-flush-log-at-trx-commit=0"));

	}

}
