package dev.headway.flyway.service;

import java.nio.file.Path;
import java.util.List;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.headway.flyway.FlywayEngine;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.script.ParentRule;
import dev.headway.testing.FuzzLimits;
import dev.headway.testing.MigrationFolder;

/**
 * Fuzzes {@link StateReader} with the rows of the schema history and of the graph table.
 */
class StateReaderFuzzTests {

	private static final String[] VERSIONS = { "1", "2", "3", "4", "1.0", "9", "3.0.1", "x", "", "-1", "9".repeat(50) };

	private static final String[] TYPES = { "SQL", "JDBC", "BASELINE", "SQL_BASELINE", "DELETE", "SCHEMA", "UNDO_SQL",
			"CUSTOM", "SCRIPT", "" };

	private static final String[] SCRIPTS = { "V1__create_users.sql", "V2__add_password_hashes.sql",
			"V3__add_avatars.sql", "<< Flyway Baseline >>", "<< Headway stamp >>", "R__views.sql", "" };

	private static final JdbcConnectionPool POOL = JdbcConnectionPool.create("jdbc:h2:mem:fuzz", "sa", "");

	private static final JdbcTemplate DATABASE = new JdbcTemplate(POOL);

	@TempDir
	private static Path temporary;

	private static MigrationService service;

	@BeforeAll
	static void createTables() {
		MigrationFolder folder = new MigrationFolder(temporary).withMerge();
		Flyway flyway = Flyway.configure().dataSource(POOL).locations(folder.location()).load();
		service = FlywayMigrationService.of(FlywayEngine.of(flyway, ParentRule.AUTO), List.of());
		service.upgrade();
	}

	@AfterAll
	static void closePool() {
		POOL.dispose();
	}

	@FuzzTest(maxDuration = FuzzLimits.DURATION)
	void stateWhenAnyRowsAnswers(FuzzedDataProvider data) throws Exception {
		DATABASE.update("delete from \"flyway_schema_history\"");
		DATABASE.update("delete from \"flyway_schema_history_graph\"");
		int length = 0;
		int rows = data.consumeInt(0, 8);
		for (int rank = 1; rank <= rows; rank++) {
			String version = data.consumeBoolean() ? data.pickValue(VERSIONS) : cut(data.consumeString(50), 50);
			String description = cut(data.consumeString(40), 200);
			String script = data.consumeBoolean() ? data.pickValue(SCRIPTS) : cut(data.consumeString(60), 1000);
			Integer checksum = data.consumeBoolean() ? null : data.consumeInt();
			DATABASE.update("insert into \"flyway_schema_history\" values (?, ?, ?, ?, ?, ?, ?, now(), ?, ?)", rank,
					data.consumeBoolean() ? version : null, description, data.pickValue(TYPES), script, checksum, "sa",
					data.consumeInt(), data.consumeBoolean());
			length += version.length() + description.length() + script.length();
		}
		if (data.consumeBoolean()) {
			String parents = cut(data.consumeString(80), 1000);
			DATABASE.update("insert into \"flyway_schema_history_graph\" (\"version\", \"parents\") values (?, ?)",
					data.pickValue(VERSIONS), parents);
			length += parents.length();
		}
		FuzzLimits.check(length, () -> {
			MigrationState state = service.refresh();
			return state.status() + " " + state.problems() + state.current() + state.pending() + state.unknown();
		});
	}

	private static String cut(String text, int length) {
		return text.substring(0, Math.min(text.length(), length));
	}

}
