package dev.headway.benchmark;

import java.nio.file.Path;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Creates empty databases: H2 in memory or in files, or PostgreSQL in a container.
 */
final class DatabaseServer implements AutoCloseable {

	private final String title;

	private final String h2;

	private final @Nullable PostgreSQLContainer postgresql;

	private DatabaseServer(String title, String h2, @Nullable PostgreSQLContainer postgresql) {
		this.title = title;
		this.h2 = h2;
		this.postgresql = postgresql;
	}

	static DatabaseServer h2InMemory() {
		return new DatabaseServer("H2 in memory", "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1", null);
	}

	/**
	 * Use H2 with files, which other processes can open.
	 */
	static DatabaseServer h2InFiles(Path folder) {
		return new DatabaseServer("H2 in a file", "jdbc:h2:file:" + folder + "/%s", null);
	}

	static DatabaseServer postgresql() {
		PostgreSQLContainer container = new PostgreSQLContainer("postgres:15-bookworm");
		container.start();
		return new DatabaseServer("PostgreSQL", "", container);
	}

	DatabaseAccess create() {
		String name = "b" + UUID.randomUUID().toString().replace("-", "");
		if (this.postgresql == null) {
			return new DatabaseAccess(this.h2.formatted(name), "sa", "");
		}
		access(this.postgresql, "postgres").execute("create database " + name);
		return access(this.postgresql, name);
	}

	void drop(DatabaseAccess database) {
		if (this.postgresql == null) {
			database.execute("shutdown");
			return;
		}
		String path = database.url().split("[?]", 2)[0];
		String name = path.substring(path.lastIndexOf('/') + 1);
		access(this.postgresql, "postgres").execute("drop database %s with (force)".formatted(name));
	}

	private static DatabaseAccess access(PostgreSQLContainer container, String database) {
		String url = container.getJdbcUrl().replace("/" + container.getDatabaseName(), "/" + database);
		return new DatabaseAccess(url, container.getUsername(), container.getPassword());
	}

	@Override
	public void close() {
		if (this.postgresql != null) {
			this.postgresql.stop();
		}
	}

	@Override
	public String toString() {
		return this.title;
	}

}
