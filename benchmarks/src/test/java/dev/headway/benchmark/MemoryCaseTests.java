package dev.headway.benchmark;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link MemoryCase}.
 */
class MemoryCaseTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@ParameterizedTest
	@ValueSource(ints = { 3, 4, 5, 46, 47, 511, 512 })
	void smallestWhenThresholdIsKnownFindsItToTheNextStep(int threshold) {
		assertThat(MemoryCase.smallest((megabytes) -> megabytes >= threshold)).isBetween(threshold, threshold + 2);
	}

	@Test
	void fitsWhenHeapIsLargeEnoughIsTrue() {
		Migrations migrations = Migrations.write(this.folder.resolve("migrations"), Migrations.INSERT, 2, 0);
		DatabaseAccess access = DatabaseServer.h2InFiles(this.folder.resolve("h2")).create();
		Engine.stamp(access, migrations);
		assertThat(ColdRun.fits(64, ColdRun.arguments(ColdRun.STATE, migrations, access))).isTrue();
		assertThat(ColdRun.fits(3, ColdRun.arguments(ColdRun.STATE, migrations, access))).isFalse();
	}

}
