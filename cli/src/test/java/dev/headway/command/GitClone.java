package dev.headway.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A developer's clone of a repository, with migrations in its folder {@code db}.
 *
 * @param path where it is
 */
public record GitClone(Path path) {

	/** The files of a new remote, which are the same for all tests. */
	private static final Map<String, byte[]> remoteFiles = new HashMap<>();

	private static final Pattern COMMAND = Pattern.compile("'((?:git|db) [^']+)'");

	/**
	 * Create a bare repository with one commit, which holds {@code V1}.
	 */
	public static Path remote(Path temporary) {
		Path remote = temporary.resolve("remote.git");
		try {
			for (Map.Entry<String, byte[]> file : remoteFiles().entrySet()) {
				Path path = remote.resolve(file.getKey());
				Files.createDirectories(path.resolveSibling(""));
				Files.write(path, file.getValue());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return remote;
	}

	/**
	 * Let Git make a remote once, and read its files except for the examples of hooks.
	 */
	private static Map<String, byte[]> remoteFiles() throws IOException {
		synchronized (remoteFiles) {
			if (remoteFiles.isEmpty()) {
				Path temporary = Files.createTempDirectory("remote");
				Path remote = temporary.resolve("remote.git");
				git(temporary, "init", "-q", "--bare", "-b", "main", remote.toString());
				GitClone first = of(remote, "first");
				first.migrations().with("V1__create_users.sql", "create table users (id int primary key);");
				first.commit("Create users").git("push", "-q", "origin", "HEAD:main");
				try (Stream<Path> files = Files.walk(remote)) {
					for (Path file : files.filter(Files::isRegularFile).toList()) {
						String name = remote.relativize(file).toString();
						if (!name.endsWith(".sample")) {
							remoteFiles.put(name, Files.readAllBytes(file));
						}
					}
				}
				FileSystemUtils.deleteRecursively(temporary);
			}
			return remoteFiles;
		}
	}

	public static GitClone of(Path remote, String name, String... options) {
		Path path = remote.resolveSibling(name);
		List<String> arguments = new ArrayList<>(List.of("clone", "-q"));
		arguments.addAll(List.of(options));
		arguments.addAll(List.of(remote.toUri().toString(), path.toString()));
		git(remote.resolveSibling("."), arguments.toArray(String[]::new));
		GitClone clone = new GitClone(path);
		clone.git("config", "user.name", name);
		clone.git("config", "user.email", name + "@example.com");
		return clone;
	}

	public MigrationFolder migrations() {
		return new MigrationFolder(this.path.resolve("db"));
	}

	public GitClone commit(String message) {
		git("add", "-A");
		git("commit", "-q", "-m", message);
		return this;
	}

	/**
	 * Run git, which must succeed.
	 */
	public String git(String... arguments) {
		return git(this.path, arguments);
	}

	/**
	 * Run git, which must fail.
	 */
	public String failingGit(String... arguments) {
		StringBuilder output = new StringBuilder();
		assertThat(run(this.path, output, arguments)).isNotZero();
		return output.toString();
	}

	/**
	 * Run a {@code db} command on the migrations.
	 */
	public TestCommands.Result db(String... arguments) {
		return new TestCommands(migrations().path()).run(arguments);
	}

	/**
	 * Run a {@code git} or {@code db} command as it was printed, which must succeed.
	 */
	public void run(String command) {
		String[] words = command.split(" ", -1);
		String[] arguments = Arrays.copyOfRange(words, 1, words.length);
		if (words[0].equals("git")) {
			git(arguments);
		}
		else {
			TestCommands.Result result = db(arguments);
			assertThat(result.code()).as("%s: %s%s", command, result.text(), names()).isZero();
		}
	}

	/**
	 * The names of the versioned migrations.
	 */
	public List<String> names() {
		String[] names = migrations().path().toFile().list((folder, name) -> name.startsWith("V"));
		return Arrays.stream((names != null) ? names : new String[0]).sorted().toList();
	}

	/**
	 * The {@code git} and {@code db} commands in a text.
	 */
	public static List<String> commands(String text) {
		return COMMAND.matcher(text).results().map((result) -> result.group(1)).toList();
	}

	private static String git(Path folder, String... arguments) {
		StringBuilder output = new StringBuilder();
		assertThat(run(folder, output, arguments)).as(output::toString).isZero();
		return output.toString();
	}

	private static int run(Path folder, StringBuilder output, String... arguments) {
		List<String> command = new ArrayList<>(List.of("git"));
		command.addAll(List.of(arguments));
		try {
			Files.createDirectories(folder);
			Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
			output.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
			return process.waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
