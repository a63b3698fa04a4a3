package dev.headway.flyway.internals;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UpgradeSession} and {@link PendingMigration}.
 */
class UpgradeSessionTests extends AbstractDatabaseTests {

	private final List<String> seen = new ArrayList<>();

	@BeforeEach
	void write() {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with("V2__b.sql", "create table b (id int);")
			.with("R__r.sql", "select 1;");
	}

	private void inSession(Consumer<UpgradeSession> work) {
		FluentConfiguration configuration = Flyway.configure().dataSource(this.pool).locations(this.folder.location());
		FlywayScan scan = new FlywayScan(configuration);
		configuration.resourceProvider(scan.resources()).javaMigrationClassProvider(scan.classes());
		UpgradeSession.open(configuration, (session) -> {
			work.accept(session);
			return true;
		});
	}

	private void run(UpgradeSession session, PendingMigration migration) {
		session.resetScriptConnection();
		session.run(migration, 1, false, new Recorder(() -> this.seen.add("recorded")));
	}

	@Test
	void pendingListsMigrationsInFlywaysOrder() {
		inSession((session) -> {
			session.createHistory();
			session.pending().forEach((migration) -> this.seen.add(migration + " " + migration.isScript()));
		});
		assertThat(this.seen).containsExactly("1 (V1__a.sql) true", "2 (V2__b.sql) true", "R__r.sql true");
	}

	@Test
	void pendingWhenRowFailedNamesIt() {
		flyway().migrate();
		insertRow("1.5", "SQL", "V1_5__c.sql", false);
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> inSession(UpgradeSession::pending))
			.withMessageContaining("Another process left a failed migration: V1_5__c.sql.");
	}

	@Test
	void validateWhenScriptWasEditedFails() {
		flyway().migrate();
		this.folder.with("V1__a.sql", "create table a (id bigint);");
		assertThatExceptionOfType(FlywayValidateException.class).isThrownBy(() -> inSession(UpgradeSession::validate))
			.withMessageContaining("checksum mismatch for migration version 1");
	}

	@Test
	void runRecordsWhatSucceeded() {
		inSession((session) -> {
			session.createHistory();
			run(session, session.pending().get(0));
		});
		assertThat(this.seen).containsExactly("1: create table a (id int)", "recorded");
		assertThat(tables()).containsExactly("a", "flyway_schema_history");
	}

	@Test
	void runWhenScriptFailsRecordsThatWhereItLeavesTraces() {
		this.folder.with("V1__a.sql", "create table a (id int);", "insert into missing values (1);");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> inSession((session) -> {
			session.createHistory();
			run(session, session.pending().get(0));
		})).withMessageContaining("V1__a.sql");
		if (this.database == TestDatabase.POSTGRESQL) {
			assertThat(this.seen).containsExactly("1: create table a (id int)", "2: insert into missing values (1)");
			assertThat(tables()).doesNotContain("a");
		}
		else {
			assertThat(this.seen).containsExactly("1: create table a (id int)", "2: insert into missing values (1)",
					"failed");
			assertThat(tables()).contains("a");
		}
	}

	@Test
	void runWhenRecordingFailsRollsBackTheScriptWhereDdlRollsBack() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> inSession((session) -> {
			session.createHistory();
			session.resetScriptConnection();
			session.run(session.pending().get(0), 1, false, new Recorder(() -> {
				throw new IllegalStateException("row");
			}));
		})).withMessage("row");
		assertThat(tables().contains("a")).isNotEqualTo(this.database == TestDatabase.POSTGRESQL);
	}

	@Test
	void lacksBaselineWhenTablesWithoutHistory() {
		sql("create table b (id int)").update();
		inSession((session) -> this.seen.add(String.valueOf(session.lacksBaseline())));
		assertThat(this.seen).containsExactly("true");
	}

	/**
	 * Notes what it learns.
	 */
	private final class Recorder implements ExecutionListener {

		private final Runnable onSuccess;

		Recorder(Runnable onSuccess) {
			this.onSuccess = onSuccess;
		}

		@Override
		public void started(@Nullable ParsedScript script, boolean rollsBack) {
			assertThat(rollsBack).isEqualTo(UpgradeSessionTests.this.database == TestDatabase.POSTGRESQL);
		}

		@Override
		public void reading(ParsedScript.Statement statement) {
		}

		@Override
		public void executing(ParsedScript.Statement statement) {
			UpgradeSessionTests.this.seen.add(statement.number() + ": " + statement.sql());
		}

		@Override
		public boolean repeats(ParsedScript.Statement statement, SQLException failure) {
			return false;
		}

		@Override
		public void succeeded() {
			this.onSuccess.run();
		}

		@Override
		public void failed(FlywayException failure, boolean rolledBack) {
			if (!rolledBack) {
				UpgradeSessionTests.this.seen.add("failed");
			}
		}

	}

}
