package dev.headway.boot.command;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.junit.jupiter.api.Test;

import dev.headway.schema.SchemaSnapshot;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code db migrate} in applications.
 */
class MigrateCommandTests extends AbstractDatabaseTests {

	@Test
	void migrateWhenDatabaseIsWhatHibernateMakesWritesNothing() {
		this.folder.with("V1__create_nothing.sql", "-- revises: base");
		ModelApplication application = application(User.class);
		assertThat(application.run("upgrade").code()).isZero();
		application.with("spring.jpa.hibernate.ddl-auto", "create").with("spring.flyway.enabled", "false").with("spring.main.lazy-initialization", "false").start();
		SchemaSnapshot before = SchemaSnapshot.of(this.pool);
		System.out.println(before);
		ModelApplication.Outcome outcome = application(User.class).run("migrate", "-m", "add nothing");
		System.out.println(outcome);
		assertThat(outcome)
			.isEqualTo(new ModelApplication.Outcome(0, "No changes: the database is what the model says.\n", ""));
		assertThat(SchemaSnapshot.of(this.pool)).isEqualTo(before);
	}

	private ModelApplication application(Class<?>... entities) {
		return new ModelApplication(this.access, this.folder, entities);
	}

	@Entity
	@Table(name = "users")
	static class User {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "user_seq")
		@SequenceGenerator(name = "user_seq", sequenceName = "user_seq", allocationSize = 50)
		Long id;

		@Column(nullable = false, unique = true)
		String email;

	}

}
