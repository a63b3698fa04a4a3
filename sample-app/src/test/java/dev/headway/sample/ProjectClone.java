package dev.headway.sample;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.postgresql.PostgreSQLContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A clone of a project with migrations, and the packaged application to run there, on a
 * database that belongs to this clone.
 *
 * @param path where it is
 * @param url the database
 */
record ProjectClone(Path path, String url) {

	private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

	/**
	 * Clone a repository.
	 * @param remote the repository
	 * @param name what to call the clone and its owner
	 * @param url the database
	 * @return the clone
	 */
	static ProjectClone of(Path remote, String name, String url) {
		ProjectClone clone = new ProjectClone(remote.resolveSibling(name), url);
		git(remote, "clone", "-q", remote.toUri().toString(), clone.path().toString());
		clone.git("config", "user.name", name);
		clone.git("config", "user.email", name + "@example.com");
		return clone;
	}

	/**
	 * Make a bare repository.
	 * @param path where
	 * @return its path
	 */
	static Path remote(Path path) {
		git(path, "init", "-q", "--bare", "-b", "main", ".");
		return path;
	}

	/**
	 * Create a database.
	 * @param server where
	 * @return its URL
	 */
	static String database(PostgreSQLContainer server) {
		String name = "d" + UUID.randomUUID().toString().replace("-", "");
		JdbcClient.create(new DriverManagerDataSource(url(server, server.getDatabaseName())))
			.sql("create database " + name)
			.update();
		return url(server, name);
	}

	private static String url(PostgreSQLContainer server, String name) {
		return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s".formatted(server.getHost(), server.getFirstMappedPort(),
				name, server.getUsername(), server.getPassword());
	}

	/**
	 * Put lines at the end of a migration.
	 * @param name the name of its file
	 * @param lines the lines
	 * @return this clone
	 */
	ProjectClone with(String name, String... lines) {
		Path file = this.path.resolve(MIGRATIONS).resolve(name);
		try {
			Files.createDirectories(this.path.resolve(MIGRATIONS));
			String before = Files.exists(file) ? Files.readString(file) : "";
			Files.writeString(file, before + String.join("\n", lines) + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this;
	}

	/**
	 * Read a migration.
	 * @param name the name of its file
	 * @return its text
	 */
	String file(String name) {
		try {
			return Files.readString(this.path.resolve(MIGRATIONS).resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Commit all and push it.
	 * @param message the message
	 */
	void push(String message) {
		git("add", "src");
		git("commit", "-q", "-m", message);
		git("push", "-q", "origin", "HEAD:main");
	}

	/**
	 * Run Git, which must succeed.
	 * @param arguments its arguments
	 * @return what it printed
	 */
	String git(String... arguments) {
		return git(this.path, arguments);
	}

	/**
	 * Run a command that needs only files, without the application.
	 * @param arguments the verb and what follows it
	 * @return what it printed, and its exit code if that is not 0
	 */
	String files(String... arguments) {
		List<String> command = new ArrayList<>(
				List.of("-cp", System.getProperty("java.class.path"), "dev.headway.command.Main"));
		command.addAll(List.of(arguments));
		return run(this.path, java(command));
	}

	/**
	 * Run a command in the application.
	 * @param arguments the verb and what follows it
	 * @return what it printed, and its exit code if that is not 0
	 */
	String db(String... arguments) {
		List<String> command = new ArrayList<>(List.of("-jar", System.getProperty("sample.jar"),
				"--spring.flyway.locations=filesystem:" + MIGRATIONS));
		return application(command, arguments);
	}

	/**
	 * Run a command in an application whose sources are in the clone, after compiling
	 * them and copying the migrations to the class path, as a build does.
	 * @param main the name of its class
	 * @param arguments the verb and what follows it
	 * @return what it printed, and its exit code if that is not 0
	 */
	String dbOf(String main, String... arguments) {
		Path classes = build();
		List<String> command = new ArrayList<>(
				List.of("-cp", classes + File.pathSeparator + System.getProperty("java.class.path"), main));
		return application(command, arguments);
	}

	private String application(List<String> command, String... arguments) {
		command.add("db");
		command.addAll(List.of(arguments));
		command.add("--spring.datasource.url=" + this.url);
		return run(this.path, java(command));
	}

	private Path build() {
		Path classes = this.path.resolve("target/classes");
		try {
			FileSystemUtils.deleteRecursively(classes);
			Files.createDirectories(classes);
			Files.createDirectories(this.path.resolve(MIGRATIONS));
			FileSystemUtils.copyRecursively(this.path.resolve("src/main/resources"), classes);
			try (Stream<Path> sources = Files.walk(this.path.resolve("src/main/java"))) {
				List<String> options = new ArrayList<>(List.of("-parameters", "-proc:none", "-d", classes.toString()));
				sources.map(Path::toString).filter((name) -> name.endsWith(".java")).forEach(options::add);
				assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new)))
					.isZero();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return classes;
	}

	/**
	 * Start the application.
	 * @return its process
	 */
	SampleProcess start() {
		try {
			return SampleProcess.start(this.path, "--spring.flyway.locations=filesystem:" + MIGRATIONS,
					"--spring.datasource.url=" + this.url);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return a command that runs a JVM which starts quickly.
	 * @param arguments the arguments of the JVM
	 * @return the command
	 */
	static List<String> java(List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC"));
		command.addAll(arguments);
		return command;
	}

	private static String git(Path folder, String... arguments) {
		List<String> command = new ArrayList<>(List.of("git"));
		command.addAll(List.of(arguments));
		String output = run(folder, command);
		assertThat(output).as(String.join(" ", command)).doesNotContain("(exit ");
		return output;
	}

	private static String run(Path folder, List<String> command) {
		try {
			Files.createDirectories(folder);
			Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int code = process.waitFor();
			return output.replace("\r\n", "\n") + ((code != 0) ? "(exit %d)\n".formatted(code) : "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
