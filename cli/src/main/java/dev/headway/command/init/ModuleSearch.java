package dev.headway.command.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.headway.script.text.RegularFile;

/**
 * Finds the Maven module that is the application: that of the migrations, or else the
 * only other one that Spring Boot's plugin can run.
 */
final class ModuleSearch {

	private static final int DEPTH = 3;

	private static final String POM = "pom.xml";

	private final Path top;

	private final List<String> paths;

	ModuleSearch(Path top, List<String> paths) {
		this.top = top;
		this.paths = paths;
	}

	/**
	 * Find the module.
	 * @return its path from the top of the work tree; that of the migrations if it is not
	 * known
	 */
	String find() {
		String own = own();
		if (isApplication(this.top.resolve(own))) {
			return own;
		}
		try (Stream<Path> files = Files.find(this.top, DEPTH,
				(file, attributes) -> attributes.isRegularFile() && file.endsWith(POM))) {
			List<Path> modules = files.map((file) -> file.resolveSibling("")).filter(this::isApplication).toList();
			return (modules.size() == 1) ? path(this.top.relativize(modules.get(0))) : own;
		}
		catch (IOException | UncheckedIOException ex) {
			return own;
		}
	}

	private String own() {
		String path = this.paths.isEmpty() ? "" : this.paths.get(0);
		int source = ("/" + path).indexOf("/src/");
		return (source > 0) ? path.substring(0, source - 1) : ".";
	}

	private boolean isApplication(Path module) {
		try {
			Path pom = module.resolve(POM);
			if (!Files.isRegularFile(pom, LinkOption.NOFOLLOW_LINKS)) {
				return false;
			}
			String text = new String(RegularFile.read(pom), StandardCharsets.UTF_8);
			return text.contains("<artifactId>spring-boot-maven-plugin</artifactId>") && !text.contains("<modules>");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String path(Path relative) {
		String path = ProjectFiles.slashes(relative);
		return path.isEmpty() ? "." : path;
	}

}
