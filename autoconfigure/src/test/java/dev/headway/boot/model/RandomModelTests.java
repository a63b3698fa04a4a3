package dev.headway.boot.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Random JPA models a and b: the migration from a to b leaves nothing to detect, and that
 * back restores a. In a build the pairs are always the same; others are made with
 * {@code -Dheadway.pairs=200}, a certain one with {@code -Dheadway.seed}, one database
 * with {@code -Dheadway.database}.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RandomModelTests {

	private final TestDatabase database;

	RandomModelTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void upgradeToRandomModelLeavesNothingToDetectAndDowngradeRestoresTheOther(TestReporter reporter) {
		assumeThat(this.database.name()).contains(System.getProperty("headway.database", ""));
		Long seed = Long.getLong("headway.seed");
		Integer wanted = Integer.getInteger("headway.pairs");
		int pairs = (wanted != null) ? wanted : (this.database == TestDatabase.H2) ? 8 : 4;
		long first = (wanted != null) ? System.nanoTime() : 1;
		if (seed != null) {
			pairs = 1;
			first = seed;
		}
		int most = Integer.getInteger("headway.failures", 1);
		List<String> failures = new ArrayList<>();
		int withRows = 0;
		for (int number = 0; number < pairs && failures.size() < most; number++) {
			ModelPair pair = pair(first + number);
			if (pair.failure() != null) {
				failures.add("-Dheadway.seed=%d on %s%n%s".formatted(first + number, this.database,
						pair.shrunk().failure()));
			}
			withRows += pair.keptRows() ? 1 : 0;
		}
		reporter.publishEntry(this.database.name(),
				"%d pairs from %d, %d with rows, %d failed".formatted(pairs, first, withRows, failures.size()));
		assertThat(failures).isEmpty();
	}

	/**
	 * One pair in ten has nothing in common.
	 */
	private ModelPair pair(long seed) {
		Random random = new Random(seed);
		List<Long> before = edits(random, 4 + random.nextInt(16));
		boolean independent = random.nextInt(10) == 0;
		List<Long> after = independent ? edits(random, 4 + random.nextInt(16)) : edits(random, 1 + random.nextInt(6));
		return new ModelPair(this.database, before, after, independent);
	}

	private static List<Long> edits(Random random, int count) {
		return LongStream.generate(random::nextLong).limit(count).boxed().toList();
	}

}
