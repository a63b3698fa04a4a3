package dev.headway.flyway.internals;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.headway.testing.Background;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PostgresqlLock}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresqlLockTests extends AbstractDatabaseTests {

	@BeforeEach
	void requirePostgresql() {
		Assumptions.assumeTrue(this.database == TestDatabase.POSTGRESQL,
				"Skipped: only PostgreSQL has advisory locks.");
		this.folder.with("V1__a.sql", "create table a (id int);");
		flyway().migrate();
	}

	@Test
	void lockWhenHeldByAnotherSessionNamesIt() {
		inSession(this.pool, 0, (session) -> session.lock(() -> assertThatLockIsHeld(0)));
	}

	@Test
	void lockWhenStockFlywayHasItFails() {
		this.folder.with("V2__b.sql", "create table b (id int);");
		flyway((settings) -> settings.callbacks(new BaseCallback() {

			@Override
			public boolean supports(Event event, Context context) {
				return event == Event.BEFORE_EACH_MIGRATE;
			}

			@Override
			public void handle(Event event, Context context) {
				assertThatLockIsHeld(1);
			}

		})).migrate();
	}

	@Test
	void lockWhenHeldExcludesStockFlyway() {
		this.folder.with("V2__b.sql", "create table b (id int);");
		inSession(this.pool, 0,
				(session) -> session.lock(() -> assertThatExceptionOfType(FlywayException.class)
					.isThrownBy(() -> flyway((settings) -> settings.dataSource(newPool(2)).lockRetryCount(0)).migrate())
					.withMessageContaining("Number of retries exceeded")));
	}

	@Test
	void lockWhenReleasedMeanwhileIsTaken() throws Exception {
		CountDownLatch taken = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		AtomicBoolean over = new AtomicBoolean();
		CompletableFuture<Void> first = Background.run(() -> inSession(this.pool, 0, (session) -> session.lock(() -> {
			taken.countDown();
			await(release);
			over.set(true);
		})));
		await(taken);
		CompletableFuture<Void> second = Background
			.run(() -> inSession(newPool(2), -1, (session) -> session.lock(() -> assertThat(over).isTrue())));
		release.countDown();
		second.get();
		first.get();
	}

	@Test
	void lockWhenIdleTransactionsAreEndedIsKept() {
		sql("""
				do $$ begin
				  execute format('alter database %I set idle_in_transaction_session_timeout = ''100ms''', current_database());
				end $$""")
			.update();
		inSession(newPool(2), 0, (session) -> session.lock(() -> {
			sql("select pg_sleep(0.5)").query().listOfRows();
			assertThatLockIsHeld(0);
		}));
	}

	private void assertThatLockIsHeld(int seconds) {
		assertThatExceptionOfType(FlywayException.class)
			.isThrownBy(() -> inSession(newPool(2), seconds, (session) -> session.lock(() -> {
				throw new IllegalStateException("locked");
			})))
			.withMessageMatching(
					"Flyway's lock was not free within %d s\\. It is held by pid \\d+ \\('PostgreSQL JDBC Driver', idle in transaction for \\d+ s\\)\\. Wait .*"
						.formatted(seconds));
	}

	private void inSession(DataSource dataSource, int lockRetryCount, Consumer<FlywaySession> work) {
		FluentConfiguration configuration = Flyway.configure()
			.dataSource(dataSource)
			.locations(this.folder.location())
			.lockRetryCount(lockRetryCount);
		configuration.resourceProvider(new FlywayScan(configuration).resources()).javaMigrationClassProvider(Set::of);
		FlywaySession.open(configuration, work);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
