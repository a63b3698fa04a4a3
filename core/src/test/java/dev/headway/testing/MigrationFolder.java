package dev.headway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of migrations that a test fills.
 *
 * @param path where it is
 */
public record MigrationFolder(Path path) {

	/**
	 * Write a script.
	 * @param name its file name
	 * @param lines its lines
	 * @return this folder
	 */
	public MigrationFolder with(String name, String... lines) {
		return with(name, StandardCharsets.UTF_8, lines);
	}

	/**
	 * Write a script in an encoding.
	 * @param name its file name
	 * @param encoding its encoding
	 * @param lines its lines
	 * @return this folder
	 */
	public MigrationFolder with(String name, Charset encoding, String... lines) {
		try {
			Files.createDirectories(this.path);
			Files.writeString(this.path.resolve(name), String.join("\n", lines) + "\n", encoding);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A folder next to this one.
	 * @param name its name
	 * @return the folder
	 */
	public MigrationFolder beside(String name) {
		return new MigrationFolder(this.path.resolveSibling(name));
	}

	/**
	 * Delete a script.
	 * @param name its file name
	 * @return this folder
	 */
	public MigrationFolder without(String name) {
		try {
			Files.delete(this.path.resolve(name));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The story's first revision and its two heads.
	 * @return this folder
	 */
	public MigrationFolder withConflict() {
		return with("V1__create_users.sql", "create table users (id int primary key, name varchar(50));")
			.with("V2__add_password_hashes.sql", "-- revises: 1", "alter table users add password_hash varchar(100);")
			.with("V3__add_avatars.sql", "-- revises: 1", "alter table users add avatar varchar(100);");
	}

	/**
	 * The story to its end.
	 * @return this folder
	 */
	public MigrationFolder withMerge() {
		return withConflict().with("V4__merge.sql", "-- revises: 2, 3");
	}

	/**
	 * The story to its end, and the way back.
	 * @return this folder
	 */
	public MigrationFolder withStory() {
		return withMerge().with("U1__create_users.sql", "drop table users;")
			.with("U2__add_password_hashes.sql", "alter table users drop column password_hash;")
			.with("U3__add_avatars.sql", "alter table users drop column avatar;")
			.with("U4__merge.sql");
	}

	/**
	 * The folder as Flyway wants it named.
	 * @return the location
	 */
	public String location() {
		return "filesystem:" + this.path;
	}

}
