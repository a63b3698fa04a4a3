package dev.headway.sample;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PasswordHasher}.
 */
class PasswordHasherTests {

	private final PasswordHasher hasher = new PasswordHasher();

	@Test
	void hashNamesAlgorithmAndIterations() {
		assertThat(this.hasher.hash("correct horse"))
			.matches("pbkdf2-sha256:600000:[A-Za-z0-9+/]{22}:[A-Za-z0-9+/]{43}");
	}

	@Test
	void hashWhenSamePasswordDiffers() {
		assertThat(this.hasher.hash("correct horse")).isNotEqualTo(this.hasher.hash("correct horse"));
	}

}
