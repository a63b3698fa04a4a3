package dev.headway.command.init;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;
import dev.headway.script.text.RegularFile;

/**
 * The runnable jar of these commands, and the places outside of any work tree in which
 * files of {@code db init} look for it.
 *
 * @param version its version
 * @param content its bytes
 * @param home the home folder of the user
 * @param known whether the user has said where it is
 */
record CliJar(String version, FileContent content, Path home, boolean known) {

	/** The environment variable with which users name the jar. */
	static final String VARIABLE = "HEADWAY_CLI_JAR";

	/** Where those who do not have it get it, unless they name another repository. */
	private static final String REPOSITORY = "https://repo.maven.apache.org/maven2";

	private static final String MAIN = "dev.headway.command.Main";

	private static final Pattern VERSION = Pattern.compile("[\\w.+-]+");

	/**
	 * Find the jar that is running, or else the one that the user names.
	 * @param environment the environment variables
	 * @return the jar, empty if there is none, as in an application or an IDE
	 */
	static Optional<CliJar> find(Map<String, String> environment) {
		Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
		String named = environment.getOrDefault(VARIABLE, "");
		return running().flatMap((file) -> read(file, home, !named.isEmpty()))
			.or(() -> named.isEmpty() ? Optional.empty() : read(Path.of(named), home, true));
	}

	private static Optional<Path> running() {
		CodeSource source = CliJar.class.getProtectionDomain().getCodeSource();
		try {
			URI place = (source != null) ? source.getLocation().toURI() : URI.create("none:");
			return "file".equals(place.getScheme()) ? Optional.of(Path.of(place)) : Optional.empty();
		}
		catch (URISyntaxException ex) {
			return Optional.empty();
		}
	}

	private static Optional<CliJar> read(Path file, Path home, boolean known) {
		if (!Files.isRegularFile(file)) {
			return Optional.empty();
		}
		try (JarInputStream jar = new JarInputStream(RegularFile.open(file))) {
			String version = version(jar.getManifest());
			return (version != null)
					? Optional.of(new CliJar(version, FileContent.of(() -> RegularFile.open(file)), home, known))
					: Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private static @Nullable String version(@Nullable Manifest manifest) {
		if (manifest == null || !MAIN.equals(manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))) {
			return null;
		}
		String version = manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
		return (version != null && VERSION.matcher(version).matches()) ? version : null;
	}

	private List<String> places() {
		return List.of(".headway/cli/%s/headway-cli.jar".formatted(this.version),
				".m2/repository/dev/headway/headway-cli/%1$s/headway-cli-%1$s-runnable.jar".formatted(this.version));
	}

	boolean isSnapshot() {
		return this.version.endsWith("-SNAPSHOT");
	}

	/**
	 * Write into a file which jar it runs.
	 */
	Template fill(Template template) {
		return template.with("version", this.version)
			.with("sha256", this.content.digest())
			.with("repository", REPOSITORY);
	}

	/**
	 * A copy in the first place, unless a hook finds the jar anyway.
	 */
	Optional<FileChange.Generate> copy() {
		if (this.known || places().stream().map(this.home::resolve).anyMatch(this::isAt)) {
			return Optional.empty();
		}
		Path file = this.home.resolve(places().get(0));
		return Optional.of(new FileChange.Generate(this.home.resolve(".headway"), file, null, this.content, false,
				file.toString()));
	}

	private boolean isAt(Path file) {
		try {
			return Files.isRegularFile(file) && FileContent.of(() -> RegularFile.open(file)).equals(this.content);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
