package dev.headway.flyway.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.headway.flyway.EngineSettings;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.lock.LockTimeout;
import dev.headway.migration.MigrationService;
import dev.headway.script.ParentRule;
import dev.headway.testing.Background;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code CREATE INDEX CONCURRENTLY} with Flyway's default settings, where stock Flyway
 * waits for itself for ever (Flyway's issues 3497, 3506, 3682 and 3854).
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrentIndexTests extends AbstractServiceTests {

	/**
	 * As in an application, but quicker: what watches for locks must not have a snapshot
	 * either.
	 */
	@Override
	MigrationService service(Consumer<FluentConfiguration> settings) {
		return FlywayMigrationService.of(FlywayEngine.of(flyway(settings),
				EngineSettings.of(ParentRule.AUTO).with(new LockTimeout(Duration.ofMillis(20), 3))), List.of());
	}

	@BeforeEach
	void requirePostgresql() {
		Assumptions.assumeTrue(this.database == TestDatabase.POSTGRESQL,
				"Skipped: only PostgreSQL builds indexes concurrently.");
		this.folder.withMerge();
	}

	@Test
	void upgradeWithAnIndexBuiltConcurrentlyEnds() {
		this.folder.with("V5__index.sql", "-- revises: 4", "create index concurrently users_name on users (name);")
			.with("V6__after.sql", "-- revises: 5", "create table c (id int);");
		assertThat(service().upgrade().applied()).containsExactly("1", "2", "3", "4", "5", "6");
		assertThatIndexIsValid();
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWithAnIndexBuiltConcurrentlyAmongOtherStatementsEnds() {
		this.folder.with("V5__index.sql", "-- revises: 4", "insert into users (id, name) values (1, 'mary');",
				"create index concurrently users_name on users (name);", "select count(*) from users;",
				"drop index concurrently users_name;", "create index concurrently users_name on users (name);");
		assertThat(service((settings) -> settings.mixed(true)).upgrade().applied()).hasSize(5);
		assertThatIndexIsValid();
	}

	@Test
	void upgradeWithAnIndexBuiltConcurrentlyEndsAtTheFirstMigrationToo() {
		service().upgrade("4");
		this.folder.with("V5__index.sql", "-- revises: 4", "create index concurrently users_name on users (name);")
			.with("V5__index.sql.conf", "executeInTransaction=false");
		assertThat(service().upgrade("5").applied()).containsExactly("5");
		assertThatIndexIsValid();
	}

	/**
	 * The script waits until another process waits for the lock, which means that it has
	 * given up a try. Then the index build must not wait for that one.
	 */
	@Test
	void upgradeWithAnIndexBuiltConcurrentlyDoesNotWaitForThoseThatWaitForTheLock() throws Exception {
		service().upgrade("4");
		this.folder.with("V5__index.sql", "-- revises: 4", """
				do $$ begin
				  while not exists (select from pg_stat_activity where datname = current_database()
				      and state = 'idle' and query = 'ROLLBACK') loop
				    perform pg_sleep(0.05);
				    perform pg_stat_clear_snapshot();
				  end loop;
				end $$;
				set statement_timeout = '20s';
				create index concurrently users_name on users (name);
				reset statement_timeout;
				""");
		MigrationService waiting = service((settings) -> settings.mixed(true).dataSource(newPool(2)));
		CompletableFuture<List<String>> first = Background
			.call(() -> service((settings) -> settings.mixed(true)).upgrade().applied());
		CompletableFuture<List<String>> second = Background.call(() -> waiting.upgrade().applied());
		List<String> applied = new ArrayList<>(first.get());
		applied.addAll(second.get());
		assertThat(applied).containsExactly("5");
		assertThatIndexIsValid();
	}

	private void assertThatIndexIsValid() {
		assertThat(sql("select indisvalid from pg_index where indexrelid = 'users_name'::regclass").query(Boolean.class)
			.single()).isTrue();
		assertThat(storedParents()).contains("5 <- 4");
	}

}
