package dev.headway.command.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.headway.command.GitClone;
import dev.headway.command.StandInJar;
import dev.headway.command.TestCommands;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A project in a Git work tree, in which the files of {@code db init} are run. The jar
 * that they look for is a {@link StandInJar}.
 *
 * @param path the top of the work tree
 * @param migrations the folder of its migrations
 * @param home the home folder of its user
 * @param jar the jar that writes the files
 * @param repository a Maven repository
 */
record ProjectClone(Path path, String migrations, Path home, Path jar, Path repository) {

	/**
	 * Create a repository without a commit.
	 */
	static ProjectClone in(Path temporary, String migrations) throws IOException {
		Path path = Files.createDirectories(temporary.resolve("my project"));
		GitClone clone = new GitClone(path);
		clone.git("init", "-q", "-b", "main");
		clone.git("config", "user.name", "mary");
		clone.git("config", "user.email", "mary@example.com");
		return of(path, migrations);
	}

	/**
	 * Use a clone that exists.
	 */
	static ProjectClone of(Path path, String migrations) throws IOException {
		Path temporary = path.resolveSibling("");
		Path jar = temporary.resolve("stand-in.jar");
		return new ProjectClone(path, migrations, Files.createDirectories(temporary.resolve("my home")),
				Files.exists(jar) ? jar : StandInJar.in(temporary), temporary.resolve("repository"));
	}

	void write(String name, String content) {
		Path file = this.path.resolve(name);
		try {
			Files.createDirectories(file.resolveSibling(""));
			Files.writeString(file, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void program(String name, String script) {
		write(name, "#!/bin/sh\n" + script);
		assertThat(this.path.resolve(name).toFile().setExecutable(true)).isTrue();
	}

	/**
	 * Run {@code db init} of the jar.
	 */
	String init(String... options) {
		List<String> arguments = new ArrayList<>(List.of("init"));
		arguments.addAll(List.of(options));
		Path folder = this.path.resolve(this.migrations);
		if (arguments.contains("--location")) {
			int value = arguments.indexOf("--location") + 1;
			arguments.set(value, this.path.resolve(arguments.get(value)).toString());
		}
		return new TestCommands(folder).with("HEADWAY_CLI_JAR", this.jar.toString())
			.run(arguments.toArray(String[]::new))
			.text()
			.transform((text) -> text.contains("(exit ") ? text : text + "(exit 0)\n");
	}

	/**
	 * Put the jar where {@code db init} puts a copy.
	 */
	void setUpJar() {
		copyJar(this.home.resolve(".headway/cli/1.0-test/headway-cli.jar"));
	}

	/**
	 * Put the jar into the local Maven repository.
	 */
	void publishLocally() {
		copyJar(this.home.resolve(".m2/repository/dev/headway/headway-cli/1.0-test/headway-cli-1.0-test-runnable.jar"));
	}

	/**
	 * Put the jar into the repository from which it is fetched.
	 */
	Path publishJar() {
		return copyJar(this.repository.resolve("dev/headway/headway-cli/1.0-test/headway-cli-1.0-test-runnable.jar"));
	}

	private Path copyJar(Path target) {
		try {
			Files.createDirectories(target.resolveSibling(""));
			return Files.copy(this.jar, target, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Run a script at the top of the work tree, and return what it prints.
	 */
	String run(String script) {
		return run(Map.of(), "sh", "-c", script);
	}

	String runOnTerminal(String script) {
		return run(Map.of("NO_COLOR", "1"), "script", "-qec", script, "/dev/null").replace("\r\n", "\n");
	}

	String run(Map<String, String> variables, String... command) {
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.path.toFile()).redirectErrorStream(true);
		Map<String, String> environment = builder.environment();
		environment.keySet().removeAll(List.of("CI", "HEADWAY_CLI_JAR"));
		environment.put("HOME", this.home.toString());
		environment.put("HEADWAY_REPOSITORY", this.repository.toUri().toString());
		environment.putAll(variables);
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return output + "(exit %d)%n".formatted(process.waitFor());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
