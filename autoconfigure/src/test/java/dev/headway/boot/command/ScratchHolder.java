package dev.headway.boot.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.headway.schema.scratch.ScratchSchema;
import dev.headway.testing.database.TestDatabase;

/**
 * A process that works in a temporary schema until it is killed.
 */
public final class ScratchHolder {

	private ScratchHolder() {
	}

	public static void main(String[] args) throws IOException, SQLException {
		DriverManagerDataSource dataSource = new DriverManagerDataSource(args[0], args[1], args[2]);
		try (ScratchSchema schema = ScratchSchema.open(dataSource, "do nothing");
				Connection connection = schema.dataSource().getConnection();
				var statement = connection.createStatement()) {
			statement.execute("create table unfinished (id int)");
			System.out.println(schema.name());
			int end = System.in.read();
			throw new IllegalStateException("Not killed, but ended by " + end);
		}
	}

	/**
	 * Start such a process, and kill it.
	 * @return the name of the schema that it leaves
	 */
	static String kill(TestDatabase.Access access) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), ScratchHolder.class.getName(), access.url(), access.username(),
				access.password())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (var output = process.inputReader(StandardCharsets.UTF_8)) {
			return String.valueOf(output.readLine());
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

}
