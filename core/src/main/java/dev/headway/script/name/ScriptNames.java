package dev.headway.script.name;

import java.io.File;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * Reads the names of files as Flyway does: it takes off the first suffix that matches in
 * any case, then the longest prefix, and splits at the first separator. A name that
 * begins with an event of a callback is no migration. Programs, such as shell scripts,
 * are migrations beside those in SQL.
 */
public final class ScriptNames {

	private static final Pattern CALLBACK = Pattern
		.compile("(before|after)(Clean|(Each)?(Migrate|Undo)(Statement)?|Repeatables|Versioned|Validate|Baseline|Repair"
				+ "|Info|Connect|CreateSchema)(Applied|Error|OperationFinish)?|(before)?[cC]reateSchema");

	/**
	 * What Flyway hands to a shell or interpreter; it counts no suffix at all among them.
	 */
	private static final List<String> PROGRAM_SUFFIXES = List.of(".cmd", ".bat", ".ps1", ".py", ".sh", ".bash");

	private final ScriptNaming naming;

	private final List<Prefix> prefixes;

	/**
	 * Create a reader of names.
	 * @param naming how scripts are named
	 */
	public ScriptNames(ScriptNaming naming) {
		this.naming = naming;
		this.prefixes = Stream
			.of(new Prefix(ScriptKind.VERSIONED, naming.versionedPrefix()),
					new Prefix(ScriptKind.REPEATABLE, naming.repeatablePrefix()),
					new Prefix(ScriptKind.BASELINE, naming.baselinePrefix()),
					new Prefix(ScriptKind.UNDO, naming.undoPrefix()))
			.sorted(Comparator.comparing((prefix) -> -prefix.text().length()))
			.toList();
	}

	/**
	 * Read the name of a migration.
	 * @param filename the name of the file
	 * @return what it says, empty if it is not the name of a migration
	 */
	public Optional<ScriptName> read(String filename) {
		String suffix = anySuffixOf(filename);
		Prefix prefix = prefixOf(filename);
		if (suffix == null || prefix == null || filename.length() <= prefix.text().length() + suffix.length()
				|| isCallback(filename, prefix)) {
			return Optional.empty();
		}
		String name = filename.substring(prefix.text().length(), filename.length() - suffix.length());
		int separator = name.indexOf(this.naming.separator());
		String left = (separator < 0) ? name : name.substring(0, separator);
		String right = (separator < 0) ? "" : name.substring(separator + this.naming.separator().length());
		return read(prefix.kind(), left, right.replace('_', ' '));
	}

	/**
	 * Tell whether a name that is not that of a migration was meant to be.
	 * @param filename the name of the file
	 * @return what is wrong with it, empty if it has nothing to do with migrations
	 */
	public Optional<MisnamedFile> misnomer(String filename) {
		String suffix = suffixOf(filename, this.naming.suffixes());
		Prefix prefix = prefixOf(filename);
		if (suffix == null || (prefix != null && isCallback(filename, prefix))) {
			return Optional.empty();
		}
		String stem = filename.substring(0, filename.length() - suffix.length());
		MisnamedFileFinder finder = new MisnamedFileFinder(this.naming.separator(), filename.substring(stem.length()));
		return this.prefixes.stream().flatMap((any) -> finder.find(any.kind(), any.text(), stem).stream()).findFirst();
	}

	private static Optional<ScriptName> read(ScriptKind kind, String version, String description) {
		if (kind == ScriptKind.REPEATABLE) {
			return version.isEmpty() ? Optional.of(new ScriptName(kind, null, description)) : Optional.empty();
		}
		return Version.parse(version).map((parsed) -> new ScriptName(kind, parsed, description));
	}

	private @Nullable String anySuffixOf(String filename) {
		String suffix = suffixOf(filename, this.naming.suffixes());
		if (suffix != null) {
			return suffix;
		}
		boolean program = filename.indexOf('.') < 0 && File.separatorChar == '/';
		return program ? "" : suffixOf(filename, PROGRAM_SUFFIXES);
	}

	private static @Nullable String suffixOf(String filename, List<String> suffixes) {
		for (String suffix : suffixes) {
			if (filename.regionMatches(true, filename.length() - suffix.length(), suffix, 0, suffix.length())) {
				return suffix;
			}
		}
		return null;
	}

	private @Nullable Prefix prefixOf(String filename) {
		for (Prefix prefix : this.prefixes) {
			if (filename.startsWith(prefix.text())) {
				return prefix;
			}
		}
		return null;
	}

	private static boolean isCallback(String filename, Prefix prefix) {
		Matcher matcher = CALLBACK.matcher(filename);
		return matcher.lookingAt() && matcher.end() > prefix.text().length();
	}

	private record Prefix(ScriptKind kind, String text) {

	}

}
