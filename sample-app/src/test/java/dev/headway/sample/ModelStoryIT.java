package dev.headway.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The story of {@link ConflictStoryIT} from the first edit of a class: two developers
 * change a JPA model, {@code db migrate} writes their migrations, and after Git has
 * merged the branches, model and database still agree.
 */
@EnabledIf(value = "dev.headway.sample.ConflictStoryIT#hasEngineOrMust", disabledReason = "No container engine answers")
@Testcontainers
class ModelStoryIT {

	@Container
	static final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:15-bookworm");

	private static final String IN_SYNC = "No changes: the database is what the model says.\n";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path temporary;

	@SuppressWarnings("NullAway.Init")
	private ProjectClone mary;

	@SuppressWarnings("NullAway.Init")
	private ProjectClone david;

	@BeforeEach
	void begin() throws IOException {
		Path remote = ProjectClone.remote(this.temporary.resolve("remote.git"));
		this.mary = ProjectClone.of(remote, "mary", ProjectClone.database(postgres));
		Path settings = this.mary.path().resolve("src/main/resources/application.yaml");
		Files.createDirectories(settings.getParent());
		Files.writeString(settings, "spring.application.name: shop\n");
		source(this.mary, "Shop", """
				package shop;

				@org.springframework.boot.autoconfigure.SpringBootApplication
				public class Shop {

					public static void main(String[] args) {
						org.springframework.boot.SpringApplication.run(Shop.class, args);
					}

				}
				""");
		source(this.mary, "User", """
				package shop;

				import jakarta.persistence.*;

				@Entity
				@Table(name = "users")
				public class User {

					// avatar

					@Id
					@GeneratedValue(strategy = GenerationType.IDENTITY)
					private Long id;

					@Column(nullable = false, unique = true, length = 100)
					private String name;

					// password

				}
				""");
		assertThat(db(this.mary, "migrate", "-m", "create users")).isEqualTo("""
				Detected added table 'users'
				Created V1__create_users.sql
				Created U1__create_users.sql
				""");
		assertThat(db(this.mary, "upgrade")).isEqualTo("""
				Running upgrade  -> 1, create users (1 of 1)
				The database is at 1
				""");
		this.mary.push("Create users");
		this.david = ProjectClone.of(remote, "david", ProjectClone.database(postgres));
		assertThat(db(this.david, "upgrade")).endsWith("The database is at 1\n");
		assertThat(db(this.david, "migrate", "-m", "add nothing")).isEqualTo(IN_SYNC);
	}

	@Test
	void rebaseKeepsModelAndDatabasesInSync() throws IOException {
		bothChangeTheModel();
		assertThat(this.mary.files("check", "--against", "HEAD^2")).contains("DUPLICATE_VERSION",
				"db rebase V2__add_password_hashes.sql");
		assertThat(this.mary.files("rebase", "V2__add_password_hashes.sql")).isEqualTo("""
				Wrote '-- revises: 2' into V2__add_password_hashes.sql
				Renamed V2__add_password_hashes.sql to V3__add_password_hashes.sql
				Renamed U2__add_password_hashes.sql to U3__add_password_hashes.sql
				""");
		assertThat(db(this.mary, "upgrade")).isEqualTo("""
				Recorded 3, which ran here as 2
				Running upgrade 1 -> 2, add avatars (1 of 1)
				The database is at 3
				""");
		assertThat(db(this.mary, "migrate", "--check")).isEqualTo(IN_SYNC);
		assertSecondDatabaseFollows();
	}

	@Test
	void mergeKeepsModelAndDatabasesInSync() throws IOException {
		bothChangeTheModel();
		assertThat(this.mary.files("merge", "V2__add_password_hashes.sql", "-m", "merge password hashes"))
			.contains("Renamed V2__add_password_hashes.sql to V3__add_password_hashes.sql")
			.endsWith("""
					Created V4__merge_password_hashes.sql
					Created U4__merge_password_hashes.sql
					""");
		assertThat(db(this.mary, "upgrade")).endsWith("The database is at 4\n");
		assertThat(db(this.mary, "migrate", "--check")).isEqualTo(IN_SYNC);
	}

	/**
	 * Git merges both classes and both migrations without a word.
	 */
	private void bothChangeTheModel() throws IOException {
		edit(this.david, "// avatar", "@Column(length = 2000)\n\tprivate String avatarUrl;");
		assertThat(db(this.david, "migrate", "-m", "add avatars")).isEqualTo("""
				Detected added column 'users.avatar_url'
				Created V2__add_avatars.sql
				Created U2__add_avatars.sql
				""");
		assertThat(this.david.file("V2__add_avatars.sql")).isEqualTo("""
				-- revises: 1
				-- Written by 'db migrate' for PostgreSQL.
				alter table users add column avatar_url varchar(2000);
				""");
		assertThat(db(this.david, "upgrade")).endsWith("The database is at 2\n");
		this.david.push("Add avatars");
		edit(this.mary, "// password", "@Column(length = 200)\n\tprivate String passwordHash;");
		assertThat(db(this.mary, "migrate", "-m", "add password hashes")).isEqualTo("""
				Detected added column 'users.password_hash'
				Created V2__add_password_hashes.sql
				Created U2__add_password_hashes.sql
				""");
		assertThat(db(this.mary, "upgrade")).endsWith("The database is at 2\n");
		this.mary.git("add", "src");
		this.mary.git("commit", "-q", "-m", "Add password hashes");
		this.mary.git("pull", "-q", "--no-rebase", "--no-edit");
	}

	private void assertSecondDatabaseFollows() {
		this.mary.push("Resolve the conflict");
		this.david.git("pull", "-q");
		assertThat(db(this.david, "migrate", "--check")).contains("Run 'db upgrade' first").endsWith("(exit 5)\n");
		assertThat(db(this.david, "upgrade")).contains("add password hashes");
		assertThat(db(this.david, "migrate", "--check")).isEqualTo(IN_SYNC);
	}

	private static String db(ProjectClone clone, String... arguments) {
		return clone.dbOf("shop.Shop", arguments);
	}

	private static void source(ProjectClone clone, String name, String source) throws IOException {
		Path file = clone.path().resolve("src/main/java/shop/" + name + ".java");
		Files.createDirectories(file.getParent());
		Files.writeString(file, source);
	}

	private static void edit(ProjectClone clone, String old, String changed) throws IOException {
		Path file = clone.path().resolve("src/main/java/shop/User.java");
		Files.writeString(file, Files.readString(file).replace(old, changed));
	}

}
