package dev.headway.benchmark.ground;

import java.util.UUID;

import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * PostgreSQL, on a server that runs already or in a container that is started for the
 * purpose.
 */
final class PostgresqlDatabase implements Database {

	private static final String IMAGE = "postgres:15-bookworm";

	private final Access server;

	private final Runnable stop;

	private PostgresqlDatabase(Access server, Runnable stop) {
		this.server = server;
		this.stop = stop;
	}

	static PostgresqlDatabase at(Access server) {
		return new PostgresqlDatabase(server, () -> {
		});
	}

	@SuppressWarnings("resource")
	static PostgresqlDatabase inContainer() {
		PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
		container.start();
		return new PostgresqlDatabase(
				new Access(container.getJdbcUrl(), container.getUsername(), container.getPassword()), container::stop);
	}

	@Override
	public String name() {
		return "PostgreSQL";
	}

	@Override
	public Access create() {
		String name = "b" + UUID.randomUUID().toString().replace("-", "");
		this.server.execute("create database " + name);
		return new Access(this.server.url().replaceFirst("/[^/?]*([?].*)?$", "/" + name + "$1"), this.server.user(),
				this.server.password());
	}

	@Override
	public void drop(Access access) {
		String path = access.url().split("[?]", 2)[0];
		this.server.execute("drop database %s with (force)".formatted(path.substring(path.lastIndexOf('/') + 1)));
	}

	@Override
	public void close() {
		this.stop.run();
	}

}
