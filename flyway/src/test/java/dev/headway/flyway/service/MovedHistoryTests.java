package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.UpgradeResult;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Another build that changes the database between the check and the upgrade.
 */
class MovedHistoryTests extends AbstractServiceTests {

	@BeforeEach
	void deploy() {
		this.folder.withConflict().without("V2__add_password_hashes.sql").without("V3__add_avatars.sql");
		service().upgrade();
		this.folder.withConflict().without("V3__add_avatars.sql");
	}

	private MigrationService interrupted(Runnable work) {
		return service((settings) -> settings.dataSource(newPool(3)).callbacks(new BeforeMigrate(work)));
	}

	@Test
	void upgradeWhenAHigherSiblingComesMeanwhileIsRefused() {
		MigrationService service = interrupted(() -> insertRow("3", "SQL", "V3__add_avatars.sql", true));
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(service::upgrade)
			.withMessageContaining("another build applied 3")
			.satisfies((ex) -> assertThat(ex.state().status()).isEqualTo(MigrationStatus.DIVERGED));
		assertThat(service.state().pending()).containsExactly("2");
		assertThat(storedParents()).containsExactly("1 <- ");
	}

	@Test
	void upgradeWhenALowerSiblingComesMeanwhileIsRefused() {
		this.folder.withConflict().without("V2__add_password_hashes.sql");
		MigrationService service = interrupted(() -> insertRow("2", "SQL", "V2__add_password_hashes.sql", true));
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(service::upgrade)
			.withMessageContaining("another build applied 2");
		assertThat(service.state().pending()).containsExactly("3");
	}

	@Test
	void upgradeWhenOneOfTheMergedBranchesComesMeanwhileAppliesTheOtherOne() {
		this.folder.withMerge();
		MigrationService service = interrupted(this::deployAvatars);
		UpgradeResult result = service.upgrade();
		assertThat(result.applied()).containsExactly("2", "4");
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(storedParents()).containsExactly("1 <- ", "2 <- 1", "3 <- 1", "4 <- 2,3");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenAParentIsUndoneMeanwhileAppliesItAgainFirst() {
		this.folder.withStory();
		service().upgrade("3");
		service().upgrade("2");
		MigrationService service = interrupted(() -> service().downgrade("2@1"));
		UpgradeResult result = service.upgrade();
		assertThat(result.applied()).containsExactly("2", "4");
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenALinearBuildSkippedAVersionMeanwhileIsRefused() {
		this.folder.with("V3__add_avatars.sql", "-- revises: 2", "alter table users add avatar varchar(100);");
		MigrationService service = interrupted(this::deployAvatars);
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(service::upgrade)
			.satisfies((ex) -> assertThat(ex.state().status().forbidsUpgrade()).isTrue());
		assertThat(historyRows()).hasSize(2);
	}

	private void deployAvatars() {
		MigrationFolder other = this.folder.beside("other").withConflict().without("V2__add_password_hashes.sql");
		flyway((settings) -> settings.locations(other.location())).migrate();
	}

	@Test
	void upgradeWhenTheSameComesMeanwhileFindsItDone() {
		MigrationService service = interrupted(flyway()::migrate);
		UpgradeResult result = service.upgrade();
		assertThat(result.applied()).isEmpty();
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(storedParents()).containsExactly("1 <- ", "2 <- 1");
	}

	/**
	 * Does something once, after the check and before Flyway takes its lock.
	 */
	private static final class BeforeMigrate extends BaseCallback {

		private final List<Runnable> work = new ArrayList<>();

		BeforeMigrate(Runnable work) {
			this.work.add(work);
		}

		@Override
		public boolean supports(Event event, Context context) {
			return event == Event.BEFORE_MIGRATE;
		}

		@Override
		public void handle(Event event, Context context) {
			this.work.forEach(Runnable::run);
			this.work.clear();
		}

	}

}
