package dev.headway.command.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.ShellWord;
import dev.headway.script.file.FileContent;

/**
 * The scripts with which people call the commands at the top of the work tree, in the
 * manner of {@code mvnw}.
 */
final class Wrapper {

	private static final String FIRST_LINES = "#!/bin/sh\n# Written by 'db init': runs the 'db' commands";

	private static final String DEFAULT = "db";

	private final Path top;

	private final CliJar jar;

	private final List<String> paths;

	private final List<String> options;

	Wrapper(Path top, CliJar jar, List<String> paths, List<String> options) {
		this.top = top;
		this.jar = jar;
		this.paths = paths;
		this.options = options;
	}

	/**
	 * Create the scripts. Files that are something else are kept.
	 * @param name the name that they should have
	 */
	GeneratedFiles files(String name) {
		GeneratedFiles files = new GeneratedFiles(this.top, this.top);
		if (isTaken(name)) {
			files.advise(
					"'%s' already exists at the top of the work tree, so no command was created. Add '--wrapper dbw' to choose another name."
						.formatted(name));
			return files;
		}
		String module = new ModuleSearch(this.top, this.paths).find();
		files.put(name, FileContent.of(shell(module)), true);
		String batch = name + ".cmd";
		if (!module.contains("\"")
				&& Stream.concat(this.paths.stream(), this.options.stream()).noneMatch((word) -> word.contains("\""))) {
			files.put(batch, FileContent.of(batch(module).getBytes(StandardCharsets.UTF_8)), false);
			files.append(".gitattributes",
					List.of("/%s text eol=lf".formatted(name), "/%s text eol=crlf".formatted(batch)));
		}
		return files;
	}

	/**
	 * Whether something else has a name.
	 */
	boolean isTaken(String name) {
		GeneratedFiles files = new GeneratedFiles(this.top, this.top);
		return files.exists(name) && !files.text(name).startsWith(FIRST_LINES);
	}

	private List<String> shell(String module) {
		String options = Stream
			.concat(this.paths.stream().map((path) -> "--location \"$prefix\"" + ShellWord.of(path)),
					this.options.stream().map(ShellWord::of))
			.collect(Collectors.joining(" "));
		return this.jar.fill(Template.of("db.sh"))
			.with("module", ShellWord.of(module))
			.with("options", options)
			.lines();
	}

	private String batch(String module) {
		String options = Stream
			.concat(this.paths.stream().map((path) -> "--location \"%root%" + percent(path) + "\""),
					this.options.stream().map((word) -> "\"" + percent(word) + "\""))
			.collect(Collectors.joining(" "));
		List<String> lines = this.jar.fill(Template.of("db.cmd"))
			.with("module", percent(module))
			.with("options", options)
			.lines();
		return String.join("\r\n", lines) + "\r\n";
	}

	private static String percent(String text) {
		return text.replace("%", "%%");
	}

	/**
	 * The name of the scripts that are there, or else the usual one.
	 */
	String existingName() {
		GeneratedFiles files = new GeneratedFiles(this.top, this.top);
		try (Stream<Path> all = Files.list(this.top)) {
			return all.filter((file) -> Files.isRegularFile(file) && Files.isExecutable(file))
				.map((file) -> String.valueOf(file.getFileName()))
				.filter((name) -> files.text(name).startsWith(FIRST_LINES))
				.sorted()
				.findFirst()
				.orElse(DEFAULT);
		}
		catch (IOException | UncheckedIOException ex) {
			return DEFAULT;
		}
	}

}
