package dev.headway.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link Version}.
 */
class VersionTests {

	private static final String[] PARTS = { "0", "00", "1", "01", "001", "2", "9", "10", "19", "100", "20260131120000",
			"99999999999999999999", "099999999999999999999" };

	@Test
	void compareToAgreesWithFlyway() {
		List<String> texts = randomTexts(new Random(7), 300);
		for (String left : texts) {
			for (String right : texts) {
				int expected = Integer.signum(flyway(left).compareTo(flyway(right)));
				assertThat(Integer.signum(version(left).compareTo(version(right)))).as("%s and %s", left, right)
					.isEqualTo(expected);
				assertThat(version(left).equals(version(right))).as("%s and %s", left, right)
					.isEqualTo(flyway(left).equals(flyway(right)));
			}
		}
	}

	@Test
	void sortKeyOrdersVersionsBeforeOtherIds() {
		List<String> expected = List.of("0.1", "1", "1.0.1", "1.1", "1.9", "1.10", "2", "9", "10", "20260131120000",
				"99999999999999999999999999", "100000000000000000000000000", "", "1.", "1..2", "1a", "_1", "v1",
				"\u0968");
		List<String> shuffled = new ArrayList<>(expected);
		Collections.shuffle(shuffled, new Random(7));
		shuffled.sort(Comparator.comparing(Version::sortKey));
		assertThat(shuffled).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "1,01", "1,1.0", "1.0.0,1", "1_2,1.2", "0,0.0", "007.010,7.10" })
	void sortKeyWhenSameVersionIsTheSame(String left, String right) {
		assertThat(Version.sortKey(left)).isEqualTo(Version.sortKey(right));
	}

	@Test
	void textIsWhatFlywayDisplays() {
		assertThat(randomTexts(new Random(11), 300)).allSatisfy((text) -> {
			assertThat(version(text).text()).isEqualTo(flyway(text).getVersion());
			assertThat(version(text)).hasToString(flyway(text).toString());
		});
	}

	@ParameterizedTest
	@CsvSource({ "1,01", "1,1.0", "1,1.0.0", "1_2,1.2", "0,0.0", "1.2,1.02" })
	void equalsWhenFlywaySaysEqualHasSameHash(String left, String right) {
		assertThat(version(left)).isEqualTo(version(right)).hasSameHashCodeAs(version(right));
	}

	@Test
	void equalsWhenOtherTypeIsFalse() {
		assertThat(version("1").equals((Object) "1")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "_", "1.", "1_", ".1", "_1", "1..2", "1__2", "a", "1a", "1-2", "1 ", " 1", "1,2",
			"${x}", "1.2.x" })
	void parseWhenFlywayRefusesIsEmpty(String text) {
		assertThat(Version.parse(text)).isEmpty();
		assertThatException().isThrownBy(() -> flyway(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "latest", "LATEST", "current", "next", "-1", "+1", "9223372036854775807", "\u0661" })
	void parseWhenFlywayHasAnotherMeaningIsEmpty(String text) {
		assertThat(Version.parse(text)).isEmpty();
	}

	@Test
	void parseWhenLongerThanTheColumnOfTheHistoryIsEmpty() {
		assertThat(Version.parse("9".repeat(50))).map(Version::text).contains("9".repeat(50));
		assertThat(Version.parse("1." + "0.".repeat(23) + "10")).contains(version("1." + "0_".repeat(23) + "10"));
		for (String text : List.of("9".repeat(51), "0".repeat(51), "1." + "0.".repeat(24) + "1", "9".repeat(60_000),
				"1." + "0.".repeat(100_000) + "0")) {
			assertThat(Version.parse(text)).isEmpty();
			assertThat(Version.sortKey(text)).endsWith(text);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1,2", "9,10", "1.9,2", "007,8", "20260131120000,20260131120001" })
	void nextIsNextInteger(String text, String next) {
		assertThat(version(text).next().text()).isEqualTo(next);
	}

	private static List<String> randomTexts(Random random, int count) {
		List<String> texts = new ArrayList<>();
		while (texts.size() < count) {
			String separator = random.nextBoolean() ? "." : "_";
			List<String> parts = Stream.generate(() -> PARTS[random.nextInt(PARTS.length)])
				.limit(1 + random.nextInt(4))
				.toList();
			String text = String.join(separator, parts);
			if (text.length() <= Version.LONGEST) {
				texts.add(text);
			}
		}
		return texts;
	}

	private static Version version(String text) {
		return Version.parse(text).orElseThrow();
	}

	private static MigrationVersion flyway(String text) {
		return MigrationVersion.fromVersion(text);
	}

}
