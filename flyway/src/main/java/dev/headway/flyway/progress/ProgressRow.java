package dev.headway.flyway.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.MigrationState.Progress;
import dev.headway.revision.Version;

/**
 * The row of the graph table about an upgrade that is running.
 *
 * @param version the version of the migration, or {@code null} if it is repeatable
 * @param script its script
 * @param position how many migrations the upgrade has begun
 * @param total how many it will run
 * @param since when this migration began
 * @param written when the row was written
 * @param waitsFor what it waits for, or {@code null}
 */
public record ProgressRow(@Nullable Version version, String script, int position, int total, Instant since,
		Instant written, @Nullable String waitsFor) {

	/**
	 * After this time without a new row, the process has ended, or does not reach the
	 * database. The clocks of two machines may differ by a part of it.
	 */
	private static final Duration LIFETIME = Duration.ofSeconds(30);

	private static final Duration LONGEST_RUN = Duration.ofDays(365);

	private static final int LONGEST_TEXT = 500;

	private static final String SEPARATOR = "\t";

	ProgressRow with(Instant written, @Nullable String waitsFor) {
		return new ProgressRow(this.version, this.script, this.position, this.total, this.since, written, waitsFor);
	}

	String text() {
		return String.join(SEPARATOR, (this.version != null) ? this.version.text() : "", clean(this.script),
				String.valueOf(this.position), String.valueOf(this.total), this.since.toString(),
				this.written.toString(), (this.waitsFor != null) ? clean(this.waitsFor) : "");
	}

	private static String clean(String text) {
		String clean = text.replace(SEPARATOR, " ");
		return (clean.length() > LONGEST_TEXT) ? clean.substring(0, LONGEST_TEXT) : clean;
	}

	/**
	 * Read what a process has written.
	 * @param text the text, {@code null} if there is none
	 * @param now the time
	 * @param ids the ids of revisions by version
	 * @return the progress, empty if no upgrade runs
	 */
	public static Optional<Progress> read(@Nullable String text, Instant now, Function<Version, String> ids) {
		return Optional.ofNullable(text)
			.flatMap(ProgressRow::parse)
			.filter((row) -> row.isConsistent() && Duration.between(row.written(), now).abs().compareTo(LIFETIME) < 0)
			.map((row) -> new Progress((row.version() != null) ? ids.apply(row.version()) : row.script(),
					row.position(), row.total(), row.since(), row.waitsFor()));
	}

	private boolean isConsistent() {
		return this.position > 0 && this.total >= this.position && !this.since.isAfter(this.written)
				&& Duration.between(this.since, this.written).compareTo(LONGEST_RUN) < 0;
	}

	static Optional<ProgressRow> parse(String text) {
		String[] values = text.split(SEPARATOR, -1);
		try {
			return Optional.of(new ProgressRow(Version.parse(values[0]).orElse(null), values[1],
					Integer.parseInt(values[2]), Integer.parseInt(values[3]), Instant.parse(values[4]),
					Instant.parse(values[5]), values[6].isEmpty() ? null : values[6]));
		}
		catch (NumberFormatException | DateTimeParseException | ArrayIndexOutOfBoundsException ex) {
			return Optional.empty();
		}
	}

}
