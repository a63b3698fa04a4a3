package dev.headway.benchmark.engine;

import java.nio.file.Path;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.headway.benchmark.ground.Access;
import dev.headway.benchmark.ground.Content;
import dev.headway.benchmark.ground.Migrations;
import dev.headway.benchmark.ground.Shape;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Engine}.
 */
class EngineTests {

	private final Access access = new Access("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void migrateWhenEmptyAppliesAll(Engine engine) throws Exception {
		Migrations migrations = Migrations.write(this.folder, Shape.BRAIDED, Content.INSERT, 1, 7, 0);
		try (HikariDataSource pool = this.access.pool()) {
			engine.migrate(pool, migrations);
			assertThat(new JdbcTemplate(pool).queryForList("select id from t order by id", Integer.class))
				.containsExactly(2, 3, 4, 5, 6, 7);
		}
	}

	@ParameterizedTest
	@EnumSource
	void migrateWhenInJarAppliesAll(Engine engine) throws Exception {
		Migrations migrations = Migrations.write(this.folder.resolve("files"), Shape.LINEAR, Content.INSERT, 1, 2, 0)
			.pack(this.folder.resolve("migrations.jar"));
		try (HikariDataSource pool = this.access.pool()) {
			engine.migrate(pool, migrations);
			assertThat(new JdbcTemplate(pool).queryForObject("select count(*) from t", Integer.class)).isOne();
		}
	}

	@Test
	void countingWhenUsedCountsStatementsAndConnections() throws Exception {
		JdbcCount count = new JdbcCount();
		try (HikariDataSource pool = this.access.pool();
				var connection = count.counting(pool).getConnection();
				var statement = connection.createStatement();
				var prepared = connection.prepareStatement("select 2")) {
			statement.execute("select 1");
			prepared.executeQuery().next();
		}
		assertThat(count).hasToString("2 statements, 1 connections");
	}

}
