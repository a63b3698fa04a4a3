package dev.headway.flyway.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.headway.migration.HeadWait;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationState.Progress;
import dev.headway.testing.Background;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what others see of an upgrade that is running.
 */
class UpgradeProgressTests extends AbstractServiceTests {

	private static CountDownLatch latch = new CountDownLatch(0);

	@BeforeEach
	void upgradeToOne() {
		this.folder.with("V1__users.sql", "create table users (id int primary key);");
		service().upgrade();
	}

	@Test
	void stateWhileAnotherProcessUpgradesHasItsProgress() throws SQLException {
		this.folder.with("V2__a.sql", "create table a (id int);")
			.with("V3__emails.sql",
					(this.database == TestDatabase.H2)
							? "create alias held for '" + Held.class.getName() + ".await'; call held();"
							: "alter table users add column email varchar(9);")
			.with("V4__b.sql", "create table b (id int);");
		MigrationService other = service((settings) -> settings.dataSource(newPool(3)));
		latch = new CountDownLatch(1);
		CompletableFuture<List<String>> upgrade;
		try (Connection reader = this.pool.getConnection(); Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.executeQuery("select * from users");
			upgrade = Background.call(() -> other.upgrade().applied());
			Awaitility.await().until(() -> progress() != null);
			Awaitility.await().untilAsserted(() -> assertThatProgress(Objects.requireNonNull(progress())));
			assertThatOneWhoWaitsSaysIt();
			latch.countDown();
			reader.rollback();
		}
		assertThat(upgrade.join()).containsExactly("2", "3", "4");
		assertThat(service().state()).extracting(MigrationState::progress).isNull();
		assertThatStockFlywayIsContent();
	}

	@Test
	void stateWhileARowIsLockedNamesTheSessionThatHasIt() throws SQLException {
		Assumptions.assumeTrue(this.database != TestDatabase.H2, "Skipped: H2 does not say who has a lock.");
		this.folder.with("V2__rows.sql", "create table a (id int);", "update users set id = 2;");
		sql("insert into users values (1)").update();
		MigrationService other = service((settings) -> settings.dataSource(newPool(3)));
		CompletableFuture<List<String>> upgrade;
		try (Connection writer = this.pool.getConnection(); Statement statement = writer.createStatement()) {
			writer.setAutoCommit(false);
			statement.executeUpdate("update users set id = 1");
			upgrade = Background.call(() -> other.upgrade().applied());
			Awaitility.await().until(() -> Optional.ofNullable(progress()).map(Progress::waitsFor).isPresent());
			assertThat(Objects.requireNonNull(progress()).waitsFor()).matches((this.database == TestDatabase.MARIADB)
					? "a row of `t\\w+`\\.`users` held by connection \\d+ \\('root' from .*, Sleep, in a transaction for \\d+ s\\)"
					: "a row held by pid \\d+ .*");
			writer.rollback();
		}
		assertThat(upgrade.join()).containsExactly("2");
	}

	@Test
	void upgradeWithoutAThirdConnectionEndsAsUsual() throws SQLException {
		this.folder.with("V2__emails.sql",
				(this.database == TestDatabase.H2)
						? "create alias held for '" + Held.class.getName() + ".await'; call held();"
						: "alter table users add column email varchar(9);");
		latch = new CountDownLatch(1);
		CompletableFuture<List<String>> upgrade;
		HikariDataSource two = newPool(2);
		try (Connection reader = this.pool.getConnection(); Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.executeQuery("select * from users");
			upgrade = Background.call(() -> service((settings) -> settings.dataSource(two)).upgrade().applied());
			if (this.database != TestDatabase.MARIADB) {
				Awaitility.await().until(() -> two.getHikariPoolMXBean().getThreadsAwaitingConnection() > 0);
			}
			latch.countDown();
			reader.rollback();
		}
		assertThat(upgrade.join()).containsExactly("2");
		Awaitility.await().until(() -> two.getHikariPoolMXBean().getActiveConnections() == 0);
		assertThat(service().state()).extracting(MigrationState::progress).isNull();
	}

	private void assertThatOneWhoWaitsSaysIt() {
		HeadWait wait = new HeadWait(service(), Duration.ZERO);
		assertThat(wait.await((report) -> {
		})).isFalse();
		assertThat(wait.summary()).contains("another process to apply 3, 4: 3 (2 of 3) has been running for ");
	}

	private @Nullable Progress progress() {
		return service().state().progress();
	}

	private void assertThatProgress(Progress progress) {
		assertThat(progress.revision()).isEqualTo("3");
		assertThat(progress.position()).isEqualTo(2);
		assertThat(progress.total()).isEqualTo(3);
		switch (this.database) {
			case POSTGRESQL -> assertThat(progress.waitsFor()).startsWith("a lock on users held by pid ");
			case MARIADB ->
				assertThat(progress.waitsFor()).startsWith("a table metadata lock, which may be held by connection ");
			case H2 -> assertThat(progress.waitsFor()).isNull();
		}
	}

	/**
	 * Called by H2.
	 */
	public static final class Held {

		private Held() {
		}

		/**
		 * Wait until the test goes on.
		 * @return some number
		 */
		public static int await() throws InterruptedException {
			latch.await();
			return 1;
		}

	}

}
