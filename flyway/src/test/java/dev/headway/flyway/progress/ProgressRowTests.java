package dev.headway.flyway.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.migration.MigrationState.Progress;
import dev.headway.revision.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProgressRow}.
 */
class ProgressRowTests {

	private static final Instant SINCE = Instant.parse("2026-11-29T10:00:00Z");

	private static final Instant WRITTEN = SINCE.plusSeconds(41);

	private final ProgressRow row = new ProgressRow(Version.parse("21").orElseThrow(), "V21__a\tb.sql", 3, 12, SINCE,
			WRITTEN, "a lock");

	@Test
	void readReturnsWhatWasWritten() {
		assertThat(ProgressRow.read(this.row.text(), WRITTEN.plusSeconds(2), (version) -> "id of " + version))
			.contains(new Progress("id of 21", 3, 12, SINCE, "a lock"));
	}

	@Test
	void readOfARepeatableMigrationReturnsItsScript() {
		ProgressRow repeatable = new ProgressRow(null, "R__views.sql", 12, 12, SINCE, WRITTEN, null);
		assertThat(ProgressRow.read(repeatable.text(), WRITTEN, Version::text))
			.contains(new Progress("R__views.sql", 12, 12, SINCE, null));
	}

	@Test
	void readWhenNothingWasWrittenForAWhileIsEmpty() {
		assertThat(ProgressRow.read(this.row.text(), WRITTEN.plusSeconds(30), Version::text)).isEmpty();
		assertThat(ProgressRow.read(this.row.text(), WRITTEN.minusSeconds(30), Version::text)).isEmpty();
		assertThat(ProgressRow.read(this.row.text(), WRITTEN.minusSeconds(10), Version::text)).isPresent();
	}

	@Test
	void readOfValuesThatCannotBeIsEmpty() {
		for (Instant since : List.of(Instant.MIN, WRITTEN.plusSeconds(1), Instant.MAX)) {
			assertThat(read(3, 12, since)).isEmpty();
		}
		assertThat(read(0, 12, SINCE)).isEmpty();
		assertThat(read(13, 12, SINCE)).isEmpty();
		assertThat(read(12, 12, SINCE)).isPresent();
	}

	private static Optional<Progress> read(int position, int total, Instant since) {
		return ProgressRow.read(new ProgressRow(null, "R__a.sql", position, total, since, WRITTEN, null).text(),
				WRITTEN, Version::text);
	}

	@Test
	void describeIsPrintable() {
		assertThat(new Progress("2\n::error::", 1, 1, SINCE, "a \u001b[31mlock").describe(WRITTEN)).doesNotContain("\n",
				"\u001b");
	}

	@Test
	void textFitsTheColumn() {
		ProgressRow longest = new ProgressRow(Version.parse("1".repeat(50)).orElseThrow(), "s".repeat(1000),
				Integer.MAX_VALUE, Integer.MAX_VALUE, SINCE, WRITTEN, "w".repeat(5000));
		assertThat(longest.text()).hasSizeLessThan(2000);
		assertThat(ProgressRow.parse(longest.text())).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "\t\t\t\t\t\t", "21\ta\tx\t2\t2026-11-29T10:00:00Z\t2026-11-29T10:00:00Z\t",
			"21\ta\t1\t2\tnow\t2026-11-29T10:00:00Z\t" })
	void parseOfSomethingElseIsEmpty(String text) {
		assertThat(ProgressRow.parse(text)).isEmpty();
	}

	@Test
	void describeNamesDurationAndLock() {
		Progress progress = new Progress("21", 3, 12, SINCE, "a lock on users");
		assertThat(progress.describe(WRITTEN))
			.isEqualTo("21 (3 of 12) has been running for 41 s, waiting for a lock on users");
		assertThat(progress.duration(SINCE.minusSeconds(5))).isEqualTo(Duration.ZERO);
	}

}
