package dev.headway.script.name;

import java.io.File;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * Reads the names of files as Flyway does: it removes the first suffix that matches in
 * any case, then the longest prefix, and splits at the first separator. A name that
 * begins with an event of a callback is not a migration. Programs, such as shell scripts,
 * are migrations too.
 */
public final class ScriptNames {

	private static final Pattern CALLBACK = Pattern
		.compile("(before|after)(Clean|(Each)?(Migrate|Undo)(Statement)?|Repeatables|Versioned|Validate|Baseline|Repair"
				+ "|Info|Connect|CreateSchema)(Applied|Error|OperationFinish)?|(before)?[cC]reateSchema");

	/**
	 * What Flyway passes to a shell or interpreter, as it does files without a suffix.
	 */
	private static final List<String> PROGRAM_SUFFIXES = List.of(".cmd", ".bat", ".ps1", ".py", ".sh", ".bash");

	private final ScriptNaming naming;

	private final List<ScriptKind> longestPrefixFirst;

	public ScriptNames(ScriptNaming naming) {
		this.naming = naming;
		this.longestPrefixFirst = Stream.of(ScriptKind.values())
			.sorted(Comparator.comparing((kind) -> -naming.prefix(kind).length()))
			.toList();
	}

	/**
	 * Read the name of a migration.
	 * @param filename the name of the file
	 * @return its parts, empty if it is not the name of a migration
	 */
	public Optional<ScriptName> read(String filename) {
		String suffix = anySuffixOf(filename);
		ScriptKind kind = kindOf(filename);
		if (suffix == null || kind == null || isCallback(filename, kind)) {
			return Optional.empty();
		}
		int start = this.naming.prefix(kind).length();
		if (filename.length() <= start + suffix.length()) {
			return Optional.empty();
		}
		String name = filename.substring(start, filename.length() - suffix.length());
		int separator = name.indexOf(this.naming.separator());
		String left = (separator < 0) ? name : name.substring(0, separator);
		String right = (separator < 0) ? "" : name.substring(separator + this.naming.separator().length());
		return read(kind, left, right.replace('_', ' '));
	}

	/**
	 * Check whether a name that is not that of a migration looks like one.
	 * @param filename the name of the file
	 * @param next a version for a file without one
	 * @return what is wrong with it, empty if it does not look like a migration
	 */
	public Optional<MisnamedFile> misnamed(String filename, Version next) {
		String suffix = suffixOf(filename, this.naming.suffixes());
		ScriptKind kind = kindOf(filename);
		if (suffix == null || (kind != null && isCallback(filename, kind))) {
			return Optional.empty();
		}
		String stem = filename.substring(0, filename.length() - suffix.length());
		MisnamedFileFinder finder = new MisnamedFileFinder(this.naming, filename.substring(stem.length()), next);
		return this.longestPrefixFirst.stream().flatMap((any) -> finder.find(any, stem).stream()).findFirst();
	}

	/**
	 * Check whether Flyway refuses a name that is not that of a migration, when told to
	 * validate names.
	 * @param filename the name of the file
	 * @return why and what to do, empty if the name is that of a callback or of no script
	 */
	public Optional<String> refused(String filename) {
		String suffix = suffixOf(filename, this.naming.suffixes());
		if (suffix == null || suffix.length() == filename.length()) {
			return Optional.empty();
		}
		String stem = filename.substring(0, filename.length() - suffix.length());
		Matcher callback = CALLBACK.matcher(stem);
		boolean accepted = stem.equals(this.naming.repeatablePrefix()) || (callback.lookingAt()
				&& (callback.end() == stem.length() || stem.startsWith(this.naming.separator(), callback.end())));
		return accepted ? Optional.empty()
				: Optional.of("it is neither that of a migration nor that of a callback. Move it to another folder.");
	}

	/**
	 * Find the prefix of versioned migrations in a folder where none has the right one.
	 * @param filenames names that are not those of migrations
	 * @return what all names have before a version, if there are several
	 */
	public Optional<String> sharedPrefix(Collection<String> filenames) {
		Pattern numbered = Pattern
			.compile("(?<prefix>\\p{L}\\P{N}*)[0-9]+(?:[._][0-9]+)*" + Pattern.quote(this.naming.separator()) + ".*");
		List<String> prefixes = filenames.stream()
			.filter((filename) -> suffixOf(filename, this.naming.suffixes()) != null)
			.map(numbered::matcher)
			.filter(Matcher::matches)
			.map((matcher) -> matcher.group("prefix"))
			.toList();
		boolean shared = prefixes.size() > 1 && prefixes.stream().distinct().count() == 1
				&& kindOf(prefixes.get(0)) == null;
		return shared ? Optional.of(prefixes.get(0)) : Optional.empty();
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

	private @Nullable ScriptKind kindOf(String filename) {
		for (ScriptKind kind : this.longestPrefixFirst) {
			if (filename.startsWith(this.naming.prefix(kind))) {
				return kind;
			}
		}
		return null;
	}

	private boolean isCallback(String filename, ScriptKind kind) {
		Matcher matcher = CALLBACK.matcher(filename);
		return matcher.lookingAt() && matcher.end() > this.naming.prefix(kind).length();
	}

}
