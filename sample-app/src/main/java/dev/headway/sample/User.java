package dev.headway.sample;

import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A user. {@code db migrate} compares this class with the table.
 */
@Entity
@Table(name = "users")
class User {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Column(nullable = false, unique = true, length = 100)
	private String name;

	@Column(length = 200)
	private @Nullable String passwordHash;

	@Column(length = 2000)
	private @Nullable String avatarUrl;

	@SuppressWarnings("NullAway.Init")
	protected User() {
	}

	User(String name, String passwordHash, @Nullable String avatarUrl) {
		this.name = name;
		this.passwordHash = passwordHash;
		this.avatarUrl = avatarUrl;
	}

	UserSummary summary() {
		return new UserSummary(Objects.requireNonNull(this.id, "not saved yet"), this.name, this.avatarUrl);
	}

}
