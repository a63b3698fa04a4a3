package dev.headway.sample;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NewUser}.
 */
class NewUserTests {

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = " ")
	void validNameWhenMissingThrows(@Nullable String name) {
		assertThatExceptionOfType(ResponseStatusException.class)
			.isThrownBy(new NewUser(name, "secret", null)::validName)
			.withMessageContaining("'name' must have 1 to 100 characters.");
	}

	@Test
	void validNameWhenTooLongThrows() {
		assertThatExceptionOfType(ResponseStatusException.class)
			.isThrownBy(new NewUser("x".repeat(101), "secret", null)::validName);
	}

	@ParameterizedTest
	@NullAndEmptySource
	void validPasswordWhenMissingThrows(@Nullable String password) {
		assertThatExceptionOfType(ResponseStatusException.class)
			.isThrownBy(new NewUser("Mary", password, null)::validPassword)
			.withMessageContaining("'password' must not be empty.");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "/avatars/mary.svg", "https://example.org/mary.png", "HTTP://example.org/mary.png" })
	void validAvatarUrlReturnsIt(@Nullable String avatarUrl) {
		assertThat(new NewUser("Mary", "secret", avatarUrl).validAvatarUrl()).isEqualTo(avatarUrl);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "mary.png", "javascript:alert(1)", "data:image/png;base64,AA", "/a b" })
	void validAvatarUrlWhenNoImageAddressThrows(String avatarUrl) {
		assertThatExceptionOfType(ResponseStatusException.class)
			.isThrownBy(new NewUser("Mary", "secret", avatarUrl)::validAvatarUrl)
			.withMessageContaining("'avatarUrl' must be");
	}

}
