package dev.headway.command.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of a file to create, in which a name between at signs stands for a value. A
 * value of several lines stands alone in its line, and gets its indentation.
 */
final class Template {

	private static final Pattern NAME = Pattern.compile("@([a-z0-9]+)@");

	private static final Pattern BLOCK = Pattern.compile("(\\s*)@([a-z0-9]+)@");

	private final List<String> lines;

	private final Map<String, String> values = new HashMap<>();

	private Template(List<String> lines) {
		this.lines = lines;
	}

	/**
	 * Read a template.
	 * @param name the name of the file beside this class
	 */
	static Template of(String name) {
		try (InputStream input = Objects.requireNonNull(Template.class.getResourceAsStream(name), name)) {
			return new Template(new String(input.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Template with(String name, String value) {
		this.values.put(name, value);
		return this;
	}

	/**
	 * Use another template as a value. It gets the values of this one.
	 */
	Template with(String name, Template block) {
		block.values.putAll(this.values);
		return with(name, String.join("\n", block.lines()));
	}

	/**
	 * The lines with the values. Nothing in a value stands for another one.
	 */
	List<String> lines() {
		return this.lines.stream().flatMap(this::fill).toList();
	}

	private Stream<String> fill(String line) {
		Matcher block = BLOCK.matcher(line);
		if (block.matches()) {
			return value(block.group(2)).lines().map((each) -> each.isEmpty() ? each : block.group(1) + each);
		}
		return Stream.of(NAME.matcher(line).replaceAll((name) -> Matcher.quoteReplacement(value(name.group(1)))));
	}

	private String value(String name) {
		return Objects.requireNonNull(this.values.get(name), name);
	}

}
