package dev.headway.script.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * A header line that says which applied migration a renamed file still is:
 * {@code -- replaces: <version> <checksum> [revises <parents>] [depends-on <names>]}. The
 * old file can be rebuilt from it ({@link HeaderEdit#rebuild(ReplacesMarker)}), and has
 * that checksum.
 *
 * @param version the version before the file was renamed
 * @param checksum the checksum of the file then, as Flyway computes it
 * @param revises the value of its {@code revises} line then, as written; {@code null} if
 * it had none
 * @param dependsOn the value of its {@code depends-on} line then, as written;
 * {@code null} if it had none
 * @param line the line of this marker, counted from one
 */
public record ReplacesMarker(Version version, int checksum, @Nullable String revises, @Nullable String dependsOn,
		int line) {

	private static final Pattern FORMAT = Pattern.compile(
			"replaces\\s*:\\s*(\\S+)\\s+(-?\\d{1,10})(?:\\s+(?:revises\\s+(?<revises>\\S.*)|depends-on\\s+(?<other>\\S.*)))?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern DEPENDS_ON = Pattern.compile("\\sdepends-on\\s+(?=\\S)", Pattern.CASE_INSENSITIVE);

	/**
	 * Read a marker. Anything without a version and a checksum is prose.
	 * @param comment a comment line without what marks it as a comment
	 * @param line its number, counted from one
	 * @return the marker, empty if the line is not one
	 */
	static Optional<ReplacesMarker> parse(String comment, int line) {
		Matcher matcher = FORMAT.matcher(comment.strip());
		if (!matcher.matches()) {
			return Optional.empty();
		}
		long checksum = Long.parseLong(matcher.group(2));
		if (checksum != (int) checksum) {
			return Optional.empty();
		}
		String revises = matcher.group("revises");
		Matcher both = DEPENDS_ON.matcher((revises != null) ? revises : "");
		boolean hasBoth = both.find();
		String parents = (revises != null && hasBoth) ? revises.substring(0, both.start()).strip() : revises;
		String others = (revises != null && hasBoth) ? revises.substring(both.end()) : matcher.group("other");
		return Version.parse(matcher.group(1))
			.map((version) -> new ReplacesMarker(version, (int) checksum, parents, others, line));
	}

	/**
	 * Return the marker as it is written in a file.
	 * @return the text behind {@code --}
	 */
	public String text() {
		return "replaces: %s %d%s%s".formatted(this.version.text(), this.checksum,
				(this.revises != null) ? " revises " + this.revises : "",
				(this.dependsOn != null) ? " depends-on " + this.dependsOn : "");
	}

}
