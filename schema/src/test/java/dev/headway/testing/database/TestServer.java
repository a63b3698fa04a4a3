package dev.headway.testing.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.PortBinding;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A database server of one test, which may pause, crash and start again. Its port stays
 * the same.
 */
public final class TestServer implements AutoCloseable {

	private static final Duration START = Duration.ofSeconds(60);

	private final JdbcDatabaseContainer<?> container;

	private TestServer(JdbcDatabaseContainer<?> container) {
		this.container = container;
	}

	/**
	 * Start a server. Without a container engine the test is skipped.
	 * @param database PostgreSQL or MariaDB
	 * @return the server
	 */
	public static TestServer start(TestDatabase database) {
		TestDatabase.requireEngine();
		JdbcDatabaseContainer<?> container = switch (database) {
			case POSTGRESQL -> new PostgreSQLContainer("postgres:15-bookworm");
			case MARIADB -> new MariaDBContainer("mariadb:10.11").withEnv("MARIADB_ROOT_PASSWORD", "test");
			case H2 -> throw new IllegalArgumentException("H2 has no server here");
		};
		String ports = freePort() + ":" + container.getExposedPorts().get(0);
		container.withCreateContainerCmdModifier((command) -> Objects.requireNonNull(command.getHostConfig())
			.withPortBindings(PortBinding.parse("127.0.0.1:" + ports)));
		container.start();
		return new TestServer(container);
	}

	/**
	 * A port that is free now: one that Docker chooses would change with each start.
	 */
	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Create an empty database.
	 * @return how to connect to it
	 */
	public TestDatabase.Access create() {
		return TestDatabase.create(this.container);
	}

	/**
	 * Stop all processes of the server, which keep their connections.
	 */
	public void pause() {
		client().pauseContainerCmd(id()).exec();
	}

	/**
	 * Let all processes go on.
	 */
	public void resume() {
		client().unpauseContainerCmd(id()).exec();
	}

	/**
	 * Kill all processes of the server.
	 */
	public void kill() {
		client().killContainerCmd(id()).exec();
	}

	/**
	 * Ask the server to shut down, and wait for it.
	 */
	public void stop() {
		client().stopContainerCmd(id()).withTimeout((int) START.toSeconds()).exec();
	}

	/**
	 * Start the server again, and wait until it answers.
	 */
	public void startAgain() {
		client().startContainerCmd(id()).exec();
		long end = System.nanoTime() + START.toNanos();
		while (!answers()) {
			if (System.nanoTime() > end) {
				throw new IllegalStateException(
						"%s does not answer".formatted(this.container.getDockerImageName().toLowerCase(Locale.ROOT)));
			}
			Thread.onSpinWait();
		}
	}

	private boolean answers() {
		try (Connection connection = DriverManager.getConnection(this.container.getJdbcUrl(),
				this.container.getUsername(), this.container.getPassword())) {
			return connection.isValid(1);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private DockerClient client() {
		return this.container.getDockerClient();
	}

	private String id() {
		return this.container.getContainerId();
	}

	@Override
	public void close() {
		this.container.stop();
	}

}
