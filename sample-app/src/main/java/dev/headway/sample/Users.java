package dev.headway.sample;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/**
 * The table of users, with a column from each branch.
 */
@Repository
class Users {

	private final JdbcClient jdbc;

	Users(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<User> findAll() {
		return this.jdbc.sql("select id, name, avatar_url from users order by id").query(User.class).list();
	}

	User add(String name, String passwordHash, @Nullable String avatarUrl) {
		KeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("insert into users (name, password_hash, avatar_url) values (?, ?, ?)")
			.param(name)
			.param(passwordHash)
			.param(avatarUrl)
			.update(key, "id");
		return new User(Objects.requireNonNull(key.getKey()).longValue(), name, avatarUrl);
	}

}
