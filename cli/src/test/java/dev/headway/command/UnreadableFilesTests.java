package dev.headway.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import dev.headway.HeadwayException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Commands on files that nobody has reviewed, each in a process of its own.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class UnreadableFilesTests {

	private static final Map<String, String> UTF_8 = Map.of("LC_ALL", "C.UTF-8", "SECRET_TOKEN", "hunter2");

	@TempDir
	private Path root;

	private Path folder = Path.of("");

	@BeforeEach
	void write() throws IOException {
		this.folder = Files.createDirectory(this.root.resolve("db"));
		write("V1__a.sql", "create table a (id int);");
	}

	@ParameterizedTest
	@ValueSource(strings = { "check", "check --format json", "check --require-downgrade", "check --fix",
			"check --against HEAD", "heads", "history", "branches", "show 1", "revision -m x", "rebase 3", "merge",
			"init" })
	void runWhenTheLocaleCannotExpressANameSaysHowToReadIt(String command) throws Exception {
		writeName();
		write("V3__c.sql", "-- revises: 1");
		shell("git init -q . && git add -A && git -c user.name=a -c user.email=a@b commit -qm x");
		List<Path> before = files();
		Result result = run(List.of(), Map.of("LC_ALL", "C"), command.split(" ", -1));
		assertThat(result.output()).contains("V2__gr", "cannot read the name, because the locale's encoding is",
				"Set LC_ALL=C.UTF-8");
		assertThat(result.code()).isEqualTo(4);
		assertThat(files()).isEqualTo(before);
	}

	@Test
	void checkWhenNoLocaleIsSetSaysHowToReadTheName() throws Exception {
		writeName();
		Result result = run(List.of(), Map.of(), "check");
		assertThat(result.output()).contains("UNREADABLE", "V2__gr", "Set LC_ALL=C.UTF-8");
		assertThat(result.code()).isEqualTo(4);
	}

	@Test
	void checkWhenTheLocaleCanExpressTheNameReadsIt() throws Exception {
		writeName();
		write("V3__c.sql", "-- revises: 1");
		Result result = run(List.of(), UTF_8, "check");
		assertThat(result.output()).contains("MULTIPLE_HEADS", "V2__größe.sql");
		assertThat(result.code()).isEqualTo(3);
	}

	/**
	 * Nobody, because permissions do not bind root. The classes are copied, because
	 * nobody cannot read those of root.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "rwx------", "rwxr--r--" })
	void checkWhenAFolderCannotBeReadSaysSo(String permissions) throws Exception {
		assumeThat(Path.of("/usr/bin/setpriv")).exists();
		Path classes = Files.createDirectory(this.root.resolve("classes"));
		List<String> classPath = new ArrayList<>();
		for (Class<?> type : List.of(Main.class, HeadwayException.class, CommandLine.class, NullMarked.class)) {
			Path source = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
			shell("cp -r " + source + " " + classes.resolve("" + classPath.size()));
			classPath.add(classes.resolve("" + classPath.size()).toString());
		}
		Path sub = Files.createDirectory(this.folder.resolve("sub"));
		write("sub/V4__d.sql", "-- revises: 1");
		shell("chmod -R a+rX .");
		Files.setPosixFilePermissions(sub, PosixFilePermissions.fromString(permissions));
		Files.setPosixFilePermissions(this.root, PosixFilePermissions.fromString("rwxr-xr-x"));
		List<String> nobody = System.getProperty("user.name").equals("root")
				? List.of("setpriv", "--reuid", "65534", "--clear-groups") : List.of();
		Result result = runWith(nobody, UTF_8, String.join(":", classPath), "check");
		assertThat(result.output()).contains("UNREADABLE: db/sub")
			.contains("it cannot be read (access denied), so migrations in it would be missing. Fix its permissions");
		assertThat(result.code()).isEqualTo(4);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/proc/self/environ", "/dev/zero", "/dev/stdin", "/proc/self/mem" })
	void checkWhenALinkLeadsToNoRegularFileDoesNotReadIt(String target) throws Exception {
		for (String name : List.of("HEAD", "V2__b.sql", "R__c.sql", "U1__a.sql", "V3__c.java", "V1__a.sql.conf")) {
			Files.createSymbolicLink(this.folder.resolve(name), Path.of(target));
		}
		for (String verb : List.of("check", "heads", "init")) {
			Result result = run(List.of(), UTF_8, verb);
			assertThat(result.output()).contains("V2__b.sql: it cannot be read").doesNotContain("hunter2");
			assertThat(result.code()).isEqualTo(4);
		}
	}

	@Test
	void checkWhenAScriptIsALinkToAnotherFileDoesNotQuoteIt() throws Exception {
		Path outside = Files.createDirectory(this.root.resolve("out"));
		List<String> secrets = List.of("# revises: hunter2", "# depends-on: hunter2", "# branch: hunter2",
				"# revises hunter2 7", "# replaces: 1 1 revises hunter2", "# revises: 7\n# revises: 8, hunter2",
				"select 1;\n# revises: hunter2", "# revises: " + "hunter2 ".repeat(200));
		for (int i = 0; i < secrets.size(); i++) {
			Files.writeString(outside.resolve("secret" + i), secrets.get(i) + "\n");
			Files.createSymbolicLink(this.folder.resolve("V" + (i + 2) + "__b.sql"), outside.resolve("secret" + i));
		}
		Files.writeString(outside.resolve("code"), "package hunter2; @Revises(\"hunter2\") class V90__X {}");
		Files.createSymbolicLink(this.folder.resolve("V90__X.java"), outside.resolve("code"));
		Files.writeString(outside.resolve("conf"), "encoding=hunter2");
		Files.createSymbolicLink(this.folder.resolve("V1__a.sql.conf"), outside.resolve("conf"));
		for (String verb : List.of("check", "heads", "check --format json", "merge", "show 2")) {
			Result result = run(List.of(), UTF_8, verb.split(" ", -1));
			assertThat(result.output()).contains("V2__b.sql", "Replace the link").doesNotContain("hunter2");
			assertThat(result.code()).isEqualTo(4);
		}
	}

	@Test
	void checkWhenAScriptIsALinkWithAHeaderOfVersionsReadsIt() throws Exception {
		Path outside = Files.createDirectory(this.root.resolve("out"));
		Files.writeString(outside.resolve("b"), "-- revises: 1\n-- replaces: 3 1\nselect 1;\n");
		Files.createSymbolicLink(this.folder.resolve("V2__b.sql"), outside.resolve("b"));
		assertThat(run(List.of(), UTF_8, "heads").output()).startsWith("2 (head)");
	}

	private void writeName() throws Exception {
		shell("echo '-- revises: 1' > $(printf 'db/V2__gr\\303\\266\\303\\237e.sql')");
	}

	private void write(String name, String text) throws IOException {
		Files.writeString(this.folder.resolve(name), text + "\n");
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.sorted().collect(Collectors.toList());
		}
	}

	private void shell(String script) throws Exception {
		Process process = new ProcessBuilder("sh", "-ec", script).directory(this.root.toFile()).inheritIO().start();
		assertThat(process.waitFor()).isZero();
	}

	private Result run(List<String> user, Map<String, String> environment, String... arguments) throws Exception {
		return runWith(user, environment, System.getProperty("java.class.path"), arguments);
	}

	private Result runWith(List<String> user, Map<String, String> environment, String classPath, String... arguments)
			throws Exception {
		List<String> command = new ArrayList<>(user);
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp",
				classPath, Main.class.getName()));
		command.addAll(List.of(arguments));
		command.addAll(List.of("--location", "db"));
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.root.toFile()).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.startsWith("LC_") || name.equals("LANG"));
		builder.environment().putAll(environment);
		Process process = builder.start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return new Result(process.exitValue(), output);
	}

	private record Result(int code, String output) {

	}

}
