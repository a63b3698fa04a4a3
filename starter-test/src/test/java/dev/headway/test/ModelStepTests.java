package dev.headway.test;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ModelStep}.
 */
class ModelStepTests extends AbstractHistoryTests {

	private static final String STEP = "upgrade from empty/the model matches the head";

	@Test
	void modelThatMatchesTheHeadIsATest() {
		this.folder.with("V1__create_users.sql",
				"create table users (id bigint primary key, name varchar(100) not null unique);");
		try (SessionFactory model = open()) {
			Outcomes outcomes = run();
			assertThat(model.isOpen()).isTrue();
			assertThat(outcomes.failed()).isEmpty();
			assertThat(outcomes.passed()).contains(STEP);
			assertThat(scratchSchemas()).isEmpty();
			assertThat(Outcomes.of(tests().withoutModel()).passed()).doesNotContain(STEP);
		}
		assertThat(run().passed()).doesNotContain(STEP);
	}

	@Test
	void modelThatIsAheadOfTheMigrationsFailsWithTheMissingOne() {
		this.folder.with("V1__create_users.sql", "create table users (id bigint primary key, nick varchar(10));");
		try (SessionFactory model = open()) {
			Outcomes outcomes = run();
			assertThat(model.isOpen()).isTrue();
			assertThat(outcomes.failed()).containsExactly(STEP);
			assertThat(outcomes.message(STEP)).startsWith(
					"The JPA model is not what the migrations make. Write the migration with 'db migrate --from-scripts -m \"match the model\"', or correct the model.")
				.contains("    Detected removed column 'users.nick'\n    Detected added column 'users.name'\n",
						"\n    alter table users drop column nick;\n", "<base> -> 1 (head) (current), create users");
			assertThat(scratchSchemas()).isEmpty();
		}
	}

	@Test
	void modelThatNamesAnotherSchemaIsNotCompared() {
		this.folder.with("V1__create_users.sql", "create table users (id bigint primary key);");
		try (SessionFactory model = open(Away.class)) {
			Outcomes outcomes = run();
			assertThat(model.isOpen()).isTrue();
			assertThat(outcomes.failed()).isEmpty();
			assertThat(outcomes.message(STEP)).startsWith("The JPA model was not compared: ").contains("away");
		}
	}

	private SessionFactory open(Class<?>... more) {
		Configuration configuration = new Configuration().addAnnotatedClass(User.class);
		List.of(more).forEach(configuration::addAnnotatedClass);
		configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", this.pool);
		return configuration.buildSessionFactory();
	}

	/**
	 * An entity.
	 */
	@Entity
	@Table(name = "users")
	static class User {

		@Id
		private long id;

		@Column(nullable = false, unique = true, length = 100)
		private @Nullable String name;

	}

	/**
	 * An entity of another schema.
	 */
	@Entity
	@Table(name = "away", schema = "other", catalog = "other")
	static class Away {

		@Id
		private long id;

	}

}
