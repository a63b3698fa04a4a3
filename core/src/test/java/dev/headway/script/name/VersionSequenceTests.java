package dev.headway.script.name;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.revision.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VersionSequence}.
 */
class VersionSequenceTests {

	private final VersionSequence sequence = new VersionSequence(
			Clock.fixed(Instant.parse("2026-02-28T23:59:59.999Z"), ZoneOffset.ofHours(9)));

	@Test
	void afterWhenNothingIsOne() {
		assertThat(this.sequence.after(null)).isEqualTo("1");
	}

	@ParameterizedTest
	@CsvSource({ "7,8", "9,10", "007,008", "099,100", "999,1000", "0,1", "1.0,1.1", "1.9,1.10", "1_09,1_10",
			"2026.01_3,2026.01_4", "123456789012345678901234567890,123456789012345678901234567891" })
	void afterNumberIsNextNumber(String highest, String next) {
		assertThat(this.sequence.after(highest)).isEqualTo(next);
		assertThat(Version.parse(next).orElseThrow()).isGreaterThan(Version.parse(highest).orElseThrow());
	}

	@ParameterizedTest
	@CsvSource({ "20200101000000,20260228235959", "20260228235958,20260228235959", "20260228235959,20260301000000",
			"20991231235959,21000101000000" })
	void afterTimeIsNowOrTheSecondAfter(String highest, String next) {
		assertThat(this.sequence.after(highest)).isEqualTo(next);
	}

	@ParameterizedTest
	@CsvSource({ "20260230000000,20260230000001", "202601010000,202601010001", "99999999999999,100000000000000" })
	void afterWhatOnlyLooksLikeTimeIsNextNumber(String highest, String next) {
		assertThat(this.sequence.after(highest)).isEqualTo(next);
	}

}
