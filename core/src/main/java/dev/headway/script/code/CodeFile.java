package dev.headway.script.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptName;
import dev.headway.script.name.ScriptNames;
import dev.headway.script.name.ScriptNaming;

/**
 * A source or class file that is named as a migration, such as {@code V2__Fill.java}, and
 * declares a class of this name that can be instantiated. It is read, never compiled,
 * loaded or run.
 *
 * @param className the name of the class with its package
 * @param name the parts of its simple name
 * @param annotations the values of the attributes of its annotations, by the names of
 * annotations; a value that is not a text is as written in the source
 */
public record CodeFile(String className, ScriptName name, Map<String, Map<String, List<String>>> annotations) {

	/** What is read of a file at most. */
	private static final int LIMIT = 1024 * 1024;

	private static final String CLASS = ".class";

	private static final List<String> SUFFIXES = List.of(".java", ".kt", ".groovy", CLASS);

	private static final ScriptNames NAMES = new ScriptNames(new ScriptNaming("V", "R", "B", "U", "__", SUFFIXES));

	/**
	 * Read the name of a file as Flyway reads that of a Java migration.
	 * @param filename the name of the file
	 * @return its parts, empty if it is not named as a migration
	 */
	public static Optional<ScriptName> name(String filename) {
		return Optional.of(filename)
			.filter((name) -> SUFFIXES.stream().anyMatch(name::endsWith))
			.filter((name) -> name.contains("__") && name.indexOf('$') < 0)
			.flatMap(NAMES::read)
			.filter((name) -> name.kind() == ScriptKind.VERSIONED || name.kind() == ScriptKind.REPEATABLE);
	}

	/**
	 * Read a file.
	 * @param filename its name
	 * @param bytes its content, of which the first mebibyte counts
	 * @return the migration, empty if it is not one
	 * @throws IOException if reading fails
	 */
	public static Optional<CodeFile> read(String filename, InputStream bytes) throws IOException {
		ScriptName name = name(filename).orElse(null);
		if (name == null) {
			return Optional.empty();
		}
		String simpleName = filename.substring(0, filename.lastIndexOf('.'));
		byte[] content = bytes.readNBytes(LIMIT);
		if (filename.endsWith(CLASS)) {
			return new ClassFile(content).read(name);
		}
		CodeTokens tokens = new CodeTokens(new String(content, StandardCharsets.UTF_8), !filename.endsWith(".java"));
		return new SourceFile(tokens, simpleName).read(name);
	}

	/**
	 * Return the values of an attribute.
	 * @param annotation the name of the annotation, with its package
	 * @param attribute the name of the attribute
	 * @return the values, empty if there is no such annotation or attribute
	 */
	public List<String> values(String annotation, String attribute) {
		return attributes(annotation).getOrDefault(attribute, List.of());
	}

	/**
	 * Return whether the class has an annotation.
	 * @param annotation the name of the annotation, with its package
	 * @return whether it has it, also if its package is not named in the source
	 */
	public boolean has(String annotation) {
		return this.annotations.containsKey(annotation) || this.annotations.containsKey(simpleName(annotation));
	}

	private Map<String, List<String>> attributes(String annotation) {
		Map<String, List<String>> unqualified = this.annotations.getOrDefault(simpleName(annotation), Map.of());
		return this.annotations.getOrDefault(annotation, unqualified);
	}

	private static String simpleName(String annotation) {
		return annotation.substring(annotation.lastIndexOf('.') + 1);
	}

}
