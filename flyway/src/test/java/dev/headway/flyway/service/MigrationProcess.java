package dev.headway.flyway.service;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;

import dev.headway.HeadwayException;
import dev.headway.flyway.FlywayEngine;
import dev.headway.migration.MigrationService;
import dev.headway.script.ParentRule;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

/**
 * Upgrades or downgrades in a Java process of its own, which can be killed.
 */
public final class MigrationProcess {

	private MigrationProcess() {
	}

	/**
	 * Start a process.
	 * @param access the database
	 * @param folder the migrations
	 * @param command {@code upgrade} or {@code downgrade}
	 * @param target what to go to
	 * @return the process, whose output is the revisions it went over or why it did not
	 */
	static Process start(TestDatabase.Access access, MigrationFolder folder, String command, String target) {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		try {
			return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
					MigrationProcess.class.getName(), access.url(), access.username(), access.password(),
					folder.location(), command, target)
				.redirectError(new File("target/migration-process.log"))
				.start();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Wait for the end of a process.
	 * @param process the process
	 * @return what it printed
	 */
	static String outcome(Process process) throws IOException, InterruptedException {
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return output.strip();
	}

	/**
	 * Upgrade or downgrade.
	 * @param args URL, user, password, location, command and target
	 */
	public static void main(String[] args) {
		try (HikariDataSource pool = new TestDatabase.Access(args[0], args[1], args[2]).pool()) {
			Flyway flyway = Flyway.configure().dataSource(pool).locations(args[3]).load();
			MigrationService service = FlywayMigrationService.of(FlywayEngine.of(flyway, ParentRule.AUTO), List.of());
			System.out.println(args[4].equals("upgrade") ? service.upgrade(args[5]).applied()
					: service.downgrade(args[5]).undone());
		}
		catch (HeadwayException ex) {
			System.out.println(ex.getClass().getSimpleName() + ": " + ex.getMessage());
		}
	}

	/**
	 * Never end. An alias of H2.
	 * @param marker the file to create before
	 */
	public static void block(String marker) throws IOException, InterruptedException {
		Files.createFile(Path.of(marker));
		Thread.currentThread().join();
	}

}
