package dev.headway.benchmark;

import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Engine}.
 */
class EngineTests {

	private final DatabaseAccess access = DatabaseServer.h2InMemory().create();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void migrateWhenEmptyAppliesAll(Engine engine) throws Exception {
		Migrations migrations = Migrations.write(this.folder, Migrations.INSERT, 7, 0);
		try (HikariDataSource pool = this.access.pool()) {
			engine.migrate(pool, migrations);
			assertThat(new JdbcTemplate(pool).queryForList("select id from t order by id", Integer.class))
				.containsExactly(2, 3, 4, 5, 6, 7);
		}
	}

	@ParameterizedTest
	@EnumSource
	void migrateWhenUpToDateAppliesNothing(Engine engine) throws Exception {
		Migrations migrations = Migrations.write(this.folder, Migrations.INSERT, 2, 0);
		try (HikariDataSource pool = this.access.pool()) {
			engine.migrate(pool, migrations);
			engine.migrate(pool, migrations);
			assertThat(new JdbcTemplate(pool).queryForList("select id from t", Integer.class)).containsExactly(2);
		}
	}

	@Test
	void stampWhenEmptyLeavesNothingPending() {
		Migrations migrations = Migrations.write(this.folder, Migrations.INSERT, 3, 0);
		Engine.stamp(this.access, migrations);
		try (HikariDataSource pool = this.access.pool()) {
			assertThat(Engine.service(pool, migrations).state().pending()).isEmpty();
		}
	}

}
