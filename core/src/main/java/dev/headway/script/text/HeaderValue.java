package dev.headway.script.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ShortList;
import dev.headway.revision.Version;

/**
 * The value of a {@link HeaderKey} in a script or an annotation.
 *
 * @param names the versions or labels in it; empty if it is malformed
 * @param fault what is wrong with it, {@code null} if it is valid
 * @param meant the names that were probably meant; empty if that is unclear
 */
record HeaderValue(List<String> names, @Nullable String fault, List<String> meant) {

	private static final Set<String> RESERVED = Set.of(Header.BASE, "head", "heads");

	private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");

	private static final Pattern LABEL = Pattern.compile("[^\\p{C}\\p{Z}\\s,;@:]+");

	/** Nobody copies a longer line from a message. */
	private static final int LONGEST_ADVICE = 1000;

	static HeaderValue of(HeaderKey key, String text) {
		return of(key, Stream.of(text.split(",", -1)).map(String::strip).toList());
	}

	static HeaderValue of(HeaderKey key, List<String> names) {
		if (isBase(key, names)) {
			return new HeaderValue(List.of(Header.BASE), null, List.of(Header.BASE));
		}
		String fault = fault(key, names);
		return (fault != null) ? new HeaderValue(List.of(), fault, meant(key, names))
				: new HeaderValue(List.copyOf(names), null, List.copyOf(names));
	}

	/**
	 * Whether a text consists of versions only, whatever separates them.
	 */
	static boolean looksLikeVersions(String text) {
		List<String> words = words(text).toList();
		return !words.isEmpty() && words.stream().allMatch((word) -> versionMeant(word).isPresent());
	}

	String advice(HeaderKey key, boolean comment) {
		String names = String.join(comment ? ", " : "\", \"", this.meant);
		boolean clear = !this.meant.isEmpty() && names.length() <= LONGEST_ADVICE;
		if (!comment) {
			return "\"%s\"".formatted(clear ? names : placeholder(key));
		}
		if (clear) {
			return "'-- %s: %s'".formatted(key.text(), names);
		}
		String line = "'-- %s: %s'".formatted(key.text(), placeholder(key));
		return line + ((key == HeaderKey.REVISES) ? ", or '-- revises: base' for a root" : ", or remove the line");
	}

	private static boolean isBase(HeaderKey key, List<String> names) {
		return key == HeaderKey.REVISES && names.size() == 1 && names.get(0).equalsIgnoreCase(Header.BASE);
	}

	private static String placeholder(HeaderKey key) {
		return switch (key) {
			case REVISES, DEPENDS_ON -> "<version>";
			case BRANCH -> "<label>";
			case LOCK_TIMEOUT -> "10s";
		};
	}

	private static @Nullable String fault(HeaderKey key, List<String> names) {
		if (names.stream().allMatch(String::isBlank)) {
			return "has no value";
		}
		if (names.stream().anyMatch(String::isBlank)) {
			return "has an extra comma";
		}
		if (key == HeaderKey.REVISES && names.stream().anyMatch(Header.BASE::equalsIgnoreCase)) {
			return "mixes 'base' with versions";
		}
		if (key == HeaderKey.LOCK_TIMEOUT && names.size() > 1) {
			return "has more than one value";
		}
		Set<Object> seen = new LinkedHashSet<>();
		for (String name : names) {
			Optional<?> read = read(key, name);
			if (read.isEmpty()) {
				return "names '%s', which is not a %s".formatted(ShortList.text(name), expected(key));
			}
			if (!seen.add(read.get())) {
				return "names %s twice".formatted(ShortList.text(name));
			}
		}
		return null;
	}

	private static Optional<?> read(HeaderKey key, String name) {
		Optional<Version> version = Version.parse(name);
		boolean label = LABEL.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
		return switch (key) {
			case REVISES -> version;
			case DEPENDS_ON -> version.isPresent() ? version : Optional.of(name).filter((any) -> label);
			case BRANCH -> Optional.of(name).filter((any) -> label && version.isEmpty());
			case LOCK_TIMEOUT -> HeaderDuration.parse(name);
		};
	}

	private static Object identity(HeaderKey key, String word) {
		Optional<?> read = read(key, word);
		return read.isPresent() ? read.get() : word;
	}

	private static String expected(HeaderKey key) {
		return switch (key) {
			case REVISES -> "version";
			case DEPENDS_ON -> "version or branch label";
			case BRANCH -> "branch label";
			case LOCK_TIMEOUT -> "duration such as 10s, 500ms or 0";
		};
	}

	private static List<String> meant(HeaderKey key, List<String> names) {
		List<String> words = new ArrayList<>(words(String.join(" ", names)).distinct().toList());
		if (words.size() > 1) {
			words.removeIf(Header.BASE::equalsIgnoreCase);
		}
		if (key == HeaderKey.LOCK_TIMEOUT) {
			return List.of();
		}
		if (key != HeaderKey.BRANCH) {
			words.replaceAll((word) -> versionMeant(word).orElse(word));
		}
		Set<Object> seen = new LinkedHashSet<>();
		List<String> distinct = words.stream().filter((word) -> seen.add(identity(key, word))).toList();
		return (isBase(key, distinct) || fault(key, distinct) == null) ? distinct : List.of();
	}

	private static Stream<String> words(String text) {
		return Stream.of(SEPARATORS.split(text)).filter((word) -> !word.isEmpty());
	}

	private static Optional<String> versionMeant(String word) {
		if (word.equalsIgnoreCase(Header.BASE)) {
			return Optional.of(Header.BASE);
		}
		String number = (word.startsWith("v") || word.startsWith("V")) ? word.substring(1) : word;
		return Version.parse(number).map((version) -> number);
	}

}
