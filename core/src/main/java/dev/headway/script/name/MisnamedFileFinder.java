package dev.headway.script.name;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * Finds every {@link MisnamedFile}. In case of doubt a name is ignored: a {@code V} must
 * be followed by a digit or the separator, other prefixes by more.
 */
final class MisnamedFileFinder {

	private static final Pattern NUMBERED = Pattern.compile("[^\\p{L}\\p{N}]{0,2}\\p{Nd}.*");

	private static final Pattern NUMBERED_ALONE = Pattern.compile("\\p{Nd}+([._]\\p{Nd}+)*[-_. ].*");

	/**
	 * What Flyway reads as a version though the graph cannot: symbols and signed numbers.
	 */
	private static final Pattern ODD_VERSION = Pattern
		.compile("(?i)latest|current|next|[+-]?\\p{Nd}++([._][+-]?\\p{Nd}++)*+");

	private static final Pattern SYMBOL = Pattern.compile("(?i)(latest|current|next)(?=[^\\p{L}\\p{N}]|$)");

	private static final Pattern PARTS = Pattern
		.compile("[^\\p{L}\\p{N}]*(?<version>[0-9]+(?:[._][0-9]+)*)?[^\\p{L}\\p{N}]*(?<rest>.*)");

	private final ScriptNaming naming;

	private final String suffix;

	private final Version next;

	MisnamedFileFinder(ScriptNaming naming, String suffix, Version next) {
		this.naming = naming;
		this.suffix = suffix;
		this.next = next;
	}

	Optional<MisnamedFile> find(ScriptKind kind, String stem) {
		String prefix = this.naming.prefix(kind);
		if (!stem.regionMatches(true, 0, prefix, 0, prefix.length())) {
			return Optional.empty();
		}
		String name = stem.substring(prefix.length());
		boolean meant = stem.startsWith(prefix) ? isMeant(kind, name) : isMeantInOtherCase(kind, name);
		return meant ? Optional.of(misnamed(kind, prefix, name, stem.startsWith(prefix))) : Optional.empty();
	}

	private boolean isMeant(ScriptKind kind, String name) {
		boolean separated = name.startsWith(this.naming.separator());
		int end = name.indexOf(this.naming.separator());
		if (kind != ScriptKind.REPEATABLE && ODD_VERSION.matcher((end < 0) ? name : name.substring(0, end)).matches()) {
			return true;
		}
		return switch (kind) {
			case VERSIONED -> separated || NUMBERED.matcher(name).matches()
					|| (SYMBOL.matcher(name).lookingAt() && name.contains(this.naming.separator()));
			case BASELINE, UNDO -> separated || NUMBERED_ALONE.matcher(name).matches();
			case REPEATABLE -> name.startsWith(this.naming.separator().substring(0, 1))
					|| (NUMBERED.matcher(name).matches() && name.contains(this.naming.separator()));
		};
	}

	private boolean isMeantInOtherCase(ScriptKind kind, String name) {
		int end = name.indexOf(this.naming.separator());
		return (kind == ScriptKind.REPEATABLE) ? end == 0
				: end > 0 && Version.parse(name.substring(0, end)).isPresent();
	}

	private MisnamedFile misnamed(ScriptKind kind, String prefix, String name, boolean sameCase) {
		if (!sameCase) {
			return new MisnamedFile("its prefix must be '%s'".formatted(prefix), prefix + name + this.suffix, false);
		}
		Matcher parts = PARTS.matcher(SYMBOL.matcher(name).replaceFirst(""));
		String version = parts.matches() ? parts.group("version") : null;
		String rest = parts.matches() ? parts.group("rest").replace(this.naming.separator(), "_") : "";
		rest = (rest.isEmpty() ? "" : this.naming.separator() + rest) + this.suffix;
		if (kind == ScriptKind.REPEATABLE) {
			return new MisnamedFile(
					"'%s' must follow the prefix of a repeatable migration".formatted(this.naming.separator()),
					prefix + rest, false);
		}
		if (version != null && version.length() > Version.LONGEST) {
			return new MisnamedFile("its version is longer than %d characters".formatted(Version.LONGEST),
					prefix + this.next.text() + rest, kind != ScriptKind.UNDO);
		}
		return new MisnamedFile(reason(name, version), prefix + ((version != null) ? version : this.next.text()) + rest,
				false);
	}

	private String reason(String name, @Nullable String version) {
		if (version == null) {
			return "it has no version";
		}
		int end = name.indexOf(this.naming.separator());
		return (end < 0) ? "'%s' must separate version and description".formatted(this.naming.separator())
				: "'%s' is not a version".formatted(name.substring(0, end));
	}

}
