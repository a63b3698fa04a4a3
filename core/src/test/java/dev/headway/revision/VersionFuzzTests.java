package dev.headway.revision;

import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.testing.FuzzLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes {@link Version} with pairs of versions. Flyway says how they compare.
 */
class VersionFuzzTests {

	@CsvSource({ "1, 1.0", "1.9, 1_10", "01, 1", "20260131120000, 9223372036854775807", "'', 1", "1..2, 1.2", "1., _1",
			"-1, 1", "٣, 3", "00000000000000000000000000000000000000000000000000000000001, 1" })
	@FuzzTest(maxDuration = FuzzLimits.DURATION)
	void compareAgreesWithFlyway(@NotNull String first, @NotNull String second) throws Exception {
		FuzzLimits.check(first.length(), () -> Version.parse(first).map(Version::next));
		Optional<Version> one = Version.parse(first);
		Optional<Version> other = Version.parse(second);
		if (one.isPresent() && other.isPresent()) {
			int compared = flyways(first).orElseThrow().compareTo(flyways(second).orElseThrow());
			assertThat(Integer.signum(one.get().compareTo(other.get()))).isEqualTo(Integer.signum(compared));
			assertThat(one.get().equals(other.get())).isEqualTo(compared == 0);
		}
	}

	private static Optional<MigrationVersion> flyways(String text) {
		try {
			return Optional.of(MigrationVersion.fromVersion(text));
		}
		catch (FlywayException ex) {
			return Optional.empty();
		}
	}

}
