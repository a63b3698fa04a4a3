package dev.headway.script.name;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.HeadwayException;
import dev.headway.revision.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link VersionSequence}.
 */
class VersionSequenceTests {

	private static final Instant NOW = Instant.parse("2026-02-28T23:59:59.999Z");

	@Test
	void nextWhenVersionsAreReservedSkipsThem() {
		Set<Version> reserved = Set.of(version("8"), version("9.0"), version("11"));
		VersionSequence sequence = new VersionSequence(clock(NOW), null, List.of("6", "7"), reserved);
		assertThat(sequence.next()).isEqualTo("10");
		assertThat(sequence.next()).isEqualTo("12");
	}

	@Test
	void nextWhenTheHistoryHasNoRoomForItSaysSo() {
		VersionSequence versions = new VersionSequence(Clock.systemUTC(), VersionStyle.SEQUENTIAL,
				List.of("9".repeat(50)), Set.of());
		assertThatExceptionOfType(HeadwayException.class).isThrownBy(versions::next)
			.withMessageStartingWith("The next version would be '1000")
			.withMessageContaining("versions have at most 50 characters");
	}

	@Test
	void nextWhenNothingIsOne() {
		VersionSequence sequence = new VersionSequence(clock(NOW), null, List.of(), Set.of());
		assertThat(sequence.next()).isEqualTo("1");
		assertThat(sequence.next()).isEqualTo("2");
	}

	@ParameterizedTest
	@CsvSource({ "7,8", "9,10", "007,008", "099,100", "999,1000", "0,1", "1.0,1.1", "1.9,1.10", "1_09,1_10",
			"2026.01_3,2026.01_4", "123456789012345678901234567890,123456789012345678901234567891", "1.9 1.10 2,3",
			"1.134.0 1.135.0 1.136.0,1.137.0", "1.99.0 1.100.0,1.101.0", "1.135.0,1.135.1",
			"1.135.0 1.135.1 1.136.0,1.136.1", "1.135.1 1.136.0 1.137.0 1.138.0,1.139.0", "2_44_12 2_44_13,2_44_14",
			"2_44_12 2_44_13 2_45_01,2_45_02", "2.43 2.44 2.44.1,2.44.2", "0109.00 0110.00,0111.00",
			"2.0 2 2.0.0,2.1" })
	void nextIncreasesThePartThatCounts(String versions, String next) {
		assertThat(next(versions)).isEqualTo(next);
	}

	@ParameterizedTest
	@CsvSource({ "20200101000000,20260228235959", "20260228235958,20260228235959", "202601010000,202602282359",
			"20200101000000123,20260228235959999", "20250101,20260228",
			"2024.10.21_13.01 2024.10.21_13.02,2026.02.28_23.59", "10.0_2026.02.19,10.0_2026.02.28",
			"20250715_1444,20260228_2359", "2.15.0.20241203000002,2.15.0.20260228235959",
			"2019.12.02_15.00,2026.02.28_23.59", "20250715_01 20250715_02,20260228_01",
			"20250715_0 20250715_1,20260228_0", "20250715.9 20250715.10,20260228.9",
			"20250715 20250715_1 20250715_2,20260228", "2025071501 2025071502,2026022801",
			"20250715 2025071502,2025071503" })
	void nextTakesDatesFromTheClock(String versions, String next) {
		assertThat(next(versions)).isEqualTo(next);
	}

	@ParameterizedTest
	@CsvSource({ "20260228235959,20260301000000", "20991231235959,21000101000000", "21991231235959,22000101000000",
			"202602282359,202603010000", "2026.02.28_23.59,2026.03.01_00.00", "20270101235959999,20270102000000000",
			"20260228,20260228_1", "20260228_1,20260228_2", "10.0_2026.02.28,10.0_2026.02.28.1",
			"2026.02.28_09,2026.02.28_10", "20270101,20270101_1", "2026022899,2026022900",
			"20260230000000,20260302000001" })
	void nextWhenTheClockIsNotLaterContinues(String versions, String next) {
		assertThat(next(versions)).isEqualTo(next);
	}

	@ParameterizedTest
	@CsvSource({ "20261399000000,20261399000001", "202613010000,202613010001", "99999999999999,100000000000000",
			"2024.13.01,2024.13.02", "18991231,18991232", "120240101,120240102",
			"202401011234567890,202401011234567891" })
	void nextAfterWhatOnlyLooksLikeADateCounts(String versions, String next) {
		assertThat(next(versions)).isEqualTo(next);
	}

	@ParameterizedTest
	@CsvSource({ ",TIMESTAMP,20260228235959", "7,TIMESTAMP,20260228235959", "2024.10.21_13.02,TIMESTAMP,20260228235959",
			"20260228235959,TIMESTAMP,20260301000000", "99999999999999,TIMESTAMP,100000000000000", ",SEQUENTIAL,1",
			"7,SEQUENTIAL,8", "20250715,SEQUENTIAL,20250716", "2024.10.21_13.02,SEQUENTIAL,2024.10.21_13.03" })
	void nextFollowsTheStyle(@Nullable String highest, VersionStyle style, String next) {
		List<String> versions = (highest != null) ? List.of(highest) : List.of();
		assertThat(new VersionSequence(clock(NOW), style, versions, Set.of()).next()).isEqualTo(next);
	}

	@Test
	void nextIsAlwaysHigherAndKeepsTheStyle() {
		Random random = new Random(20260228);
		for (int round = 0; round < 3000; round++) {
			Instant now = NOW.minus(Duration.ofMinutes(random.nextInt(2_000_000)));
			List<String> versions = new ArrayList<>(List.of(style(random, now)));
			for (int i = 0; i < 6; i++) {
				String highest = versions.get(versions.size() - 1);
				now = now.plus(Duration.ofSeconds(random.nextInt(3) * random.nextLong(100_000) - 1000));
				String next = new VersionSequence(clock(now), null, versions, Set.of()).next();
				assertThat(version(next)).as("%s after %s at %s", next, versions, now).isGreaterThan(version(highest));
				assertThat(shape(next)).as("%s after %s at %s", next, versions, now)
					.isIn(shape(highest), shape(highest) + ".9", shape(highest) + "_9", shape(versions.get(0)));
				versions.add(next);
			}
		}
	}

	private static String style(Random random, Instant now) {
		String digits = now.toString().replaceAll("[^0-9]", "") + "000";
		String separator = (random.nextInt(3) > 0) ? "." : "_";
		String product = "%d%s%d%s".formatted(random.nextInt(12), separator, random.nextInt(120), separator);
		String before = random.nextBoolean() ? "" : product;
		return before + switch (random.nextInt(8)) {
			case 0 -> digits.substring(0, 14);
			case 1 -> digits.substring(0, 12);
			case 2 -> digits.substring(0, 8);
			case 3 -> digits.substring(0, 8) + "_" + digits.substring(8, 12);
			case 4 -> digits.substring(0, 8) + separator + "0" + random.nextInt(10);
			case 5 -> "%s.%s.%s_%s.%s".formatted(digits.substring(0, 4), digits.substring(4, 6), digits.substring(6, 8),
					digits.substring(8, 10), digits.substring(10, 12));
			case 6 -> digits.substring(0, 8) + "0" + random.nextInt(10);
			default -> "0" + random.nextInt(20);
		};
	}

	/**
	 * A version without the values and widths of its parts.
	 */
	private static String shape(String version) {
		return version.replaceAll("[0-9]+", "9");
	}

	private static String next(String versions) {
		List<String> all = List.of(versions.split(" "));
		String next = new VersionSequence(clock(NOW), null, all, Set.of()).next();
		assertThat(all).allSatisfy((each) -> assertThat(version(next)).isGreaterThan(version(each)));
		return next;
	}

	private static Clock clock(Instant now) {
		return Clock.fixed(now, ZoneOffset.ofHours(9));
	}

	private static Version version(String text) {
		return Version.parse(text).orElseThrow();
	}

}
