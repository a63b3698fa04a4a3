package dev.headway.sample;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What a client sends to create a {@link User}.
 *
 * @param name the unique name
 * @param password the password in plain text; never stored
 * @param avatarUrl an {@code http(s)} URL or a path on this server, or {@code null}
 */
record NewUser(@Nullable String name, @Nullable String password, @Nullable String avatarUrl) {

	private static final int NAME_LENGTH = 100;

	private static final int URL_LENGTH = 2000;

	String validName() {
		if (this.name == null || this.name.isBlank() || this.name.length() > NAME_LENGTH) {
			throw invalid("'name' must have 1 to " + NAME_LENGTH + " characters.");
		}
		return this.name;
	}

	String validPassword() {
		if (this.password == null || this.password.isBlank()) {
			throw invalid("'password' must not be empty.");
		}
		return this.password;
	}

	@Nullable String validAvatarUrl() {
		if (this.avatarUrl != null && !isImageUrl(this.avatarUrl)) {
			throw invalid("'avatarUrl' must be an http or https URL, or a path that starts with a slash.");
		}
		return this.avatarUrl;
	}

	private static boolean isImageUrl(String url) {
		return url.length() <= URL_LENGTH && url.matches("(?i)(https?://|/)\\S+");
	}

	private static ResponseStatusException invalid(String message) {
		return new ResponseStatusException(HttpStatus.BAD_REQUEST, message);
	}

}
