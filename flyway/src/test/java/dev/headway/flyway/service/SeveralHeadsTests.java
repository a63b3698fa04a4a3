package dev.headway.flyway.service;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.headway.flyway.EngineSettings;
import dev.headway.flyway.FlywayEngine;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.HeadRule;
import dev.headway.script.ParentRule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Branches that stay separate on purpose.
 */
class SeveralHeadsTests extends AbstractServiceTests {

	@BeforeEach
	void createBranches() {
		this.folder.with("V1__orders.sql", "-- revises: base", "-- branch: orders", "create table orders (id int);")
			.with("V2__billing.sql", "-- revises: base", "-- branch: billing", "create table billing (id int);")
			.with("V3__more_orders.sql", "-- revises: 1", "alter table orders add a int;");
	}

	private MigrationService service(HeadRule rule) {
		return FlywayMigrationService.of(FlywayEngine.of(flyway(), EngineSettings.of(ParentRule.AUTO).with(rule)),
				List.of());
	}

	@Test
	void upgradeWhenEachBranchMayHaveAHeadAppliesAllBranches() {
		MigrationService service = service(HeadRule.ONE_PER_BRANCH);
		assertThat(service.state().pending()).containsExactly("1", "2", "3");
		assertThat(service.upgrade().applied()).containsExactly("1", "2", "3");
		this.folder.with("V4__more_billing.sql", "-- revises: 2", "alter table billing add a int;")
			.with("V5__late_orders.sql", "-- revises: 3", "alter table orders add b int;");
		assertThat(service.upgrade().applied()).containsExactly("4", "5");
		assertThat(service.state()).satisfies((state) -> {
			assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
			assertThat(state.heads()).containsExactly("4", "5");
			assertThat(state.current()).containsExactly("4", "5");
			assertThat(state.conflict()).isNull();
		});
		assertThat(flyway().validateWithResult().validationSuccessful).isTrue();
		this.folder.without("V5__late_orders.sql");
		assertThat(service.state().status()).isEqualTo(MigrationStatus.AHEAD);
	}

	@Test
	void upgradeWhenOneBranchHasTwoHeadsIsRefused() {
		this.folder.with("V4__other_orders.sql", "-- revises: 1", "alter table orders add b int;");
		assertThatUpgradeIsRefused(service(HeadRule.ONE_PER_BRANCH), MigrationStatus.CONFLICT,
				"2 heads, 3 (V3__more_orders.sql) and 4 (V4__other_orders.sql)", "db merge 3 4");
		assertThatUpgradeIsRefused(service(HeadRule.ONE), MigrationStatus.CONFLICT, "3 heads");
	}

	@Test
	void upgradeWhenOneHeadDependsOnTheOtherIsUpToDate() {
		this.folder.with("V4__more_billing.sql", "-- revises: 2", "-- depends-on: 3", "alter table billing add a int;");
		MigrationService service = service(HeadRule.ONE);
		assertThat(service.upgrade().applied()).containsExactly("1", "2", "3", "4");
		assertThat(service.state()).satisfies((state) -> {
			assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
			assertThat(state.heads()).containsExactly("4");
			assertThat(state.current()).containsExactly("4");
		});
	}

}
