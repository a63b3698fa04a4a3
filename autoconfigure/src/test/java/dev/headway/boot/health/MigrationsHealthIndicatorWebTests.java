package dev.headway.boot.health;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.headway.boot.AbstractWebTests;
import dev.headway.boot.CountingMigrationService;
import dev.headway.boot.MigrationStates;
import dev.headway.boot.WebApplication;
import dev.headway.boot.WebApplication.Answer;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@code migrations} health contributor over HTTP.
 */
class MigrationsHealthIndicatorWebTests extends AbstractWebTests {

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void healthWhenConflictRefusesTrafficUntilMerged(TestDatabase kind) {
		Access database = kind.create();
		this.migrations.withConflict();
		try (WebApplication application = WebApplication.start(database, this.migrations)) {
			Answer health = application.get("/actuator/health");
			assertThat(health.status()).isEqualTo(503);
			assertThat(health.json()).extractingPath("$.components.migrations").asMap().containsEntry("status", "DOWN");
			assertThat(health.json()).isLenientlyEqualTo("""
					{ "components": { "migrations": { "details": { "status": "CONFLICT", "current": [],
					  "heads": ["2", "3"], "forkedAt": ["1"],
					  "resolve": ["db merge 2 3", "db rebase 3 --onto 2"] } } } }
					""");
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(application.get("/actuator/health/liveness").status()).isEqualTo(200);
		}
		this.migrations.withMerge();
		try (WebApplication application = WebApplication.start(database, this.migrations)) {
			assertThat(application.get("/actuator/health").status()).isEqualTo(200);
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(200);
			assertThat(application.get("/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(application.get("/actuator/health/migrations").json()).isLenientlyEqualTo("""
					{ "status": "UP", "details": { "status": "UP_TO_DATE", "current": ["4"], "heads": ["4"],
					  "pending": 0 } }
					""");
		}
	}

	@Test
	void healthWhenConflictAppliesNothing() {
		this.migrations.withConflict();
		try (WebApplication application = start()) {
			assertThat(application.context()
				.getBean(JdbcTemplate.class)
				.queryForList("select table_name from information_schema.tables where table_schema = 'PUBLIC'"))
				.isEmpty();
		}
	}

	@Test
	void healthWhenPendingIsOutOfServiceUntilApplied() {
		this.migrations.withMerge();
		try (WebApplication application = start("headway.startup=validate", "headway.refresh-interval=0s")) {
			Answer health = application.get("/actuator/health/migrations");
			assertThat(health.status()).isEqualTo(503);
			assertThat(health.json()).isLenientlyEqualTo("""
					{ "status": "OUT_OF_SERVICE", "details": { "status": "PENDING", "pending": 4 } }
					""");
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(503);
			try (WebApplication other = start()) {
				assertThat(other.get("/actuator/health/readiness").status()).isEqualTo(200);
			}
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(200);
		}
	}

	@Test
	void healthWhenAskedOftenReadsDatabaseOnce() {
		this.migrations.withMerge();
		try (WebApplication application = WebApplication.start(this.database, this.migrations, OwnService.class,
				"headway.refresh-interval=1h")) {
			for (int i = 0; i < 3; i++) {
				assertThat(application.get("/actuator/health").status()).isEqualTo(503);
				assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(503);
				assertThat(application.get("/actuator/prometheus").status()).isEqualTo(200);
			}
			CountingMigrationService service = application.context().getBean(CountingMigrationService.class);
			assertThat(service.refreshes()).isOne();
			assertThat(service.states()).isZero();
		}
	}

	@Test
	void healthWhenProbesAreOffHasNoReadinessGroup() {
		this.migrations.withConflict();
		try (WebApplication application = start("management.endpoint.health.probes.enabled=false")) {
			assertThat(application.get("/actuator/health").status()).isEqualTo(503);
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(404);
		}
	}

	@Test
	void readinessWhenDefinedByApplicationIsExtended() {
		this.migrations.withConflict();
		try (WebApplication application = start(
				"management.endpoint.health.group.readiness.include=readinessState,db")) {
			Answer readiness = application.get("/actuator/health/readiness");
			assertThat(readiness.status()).isEqualTo(503);
			assertThat(readiness.json()).extractingPath("$.components")
				.asMap()
				.containsOnlyKeys("readinessState", "db", "migrations");
		}
	}

	@Test
	void readinessWhenDefinedWithProbesOffIsExtended() {
		this.migrations.withConflict();
		try (WebApplication application = start("management.endpoint.health.probes.enabled=false",
				"management.endpoint.health.group.readiness.include=db")) {
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(503);
		}
	}

	@Test
	void readinessWhenApplicationExcludesMigrationsIsUp() {
		this.migrations.withConflict();
		try (WebApplication application = start("management.endpoint.health.group.readiness.include=readinessState",
				"management.endpoint.health.group.readiness.exclude=migrations")) {
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(200);
			assertThat(application.get("/actuator/health").status()).isEqualTo(503);
		}
	}

	@Test
	void livenessWhenDefinedWithAllIsUp() {
		this.migrations.withConflict();
		try (WebApplication application = start("management.endpoint.health.group.liveness.include=*")) {
			assertThat(application.get("/actuator/health/liveness").status()).isEqualTo(200);
		}
	}

	@Test
	void additionalPathsFollowReadiness() {
		this.migrations.withConflict();
		try (WebApplication application = start("management.endpoint.health.probes.add-additional-paths=true")) {
			assertThat(application.get("/readyz").status()).isEqualTo(503);
			assertThat(application.get("/livez").status()).isEqualTo(200);
		}
	}

	@Test
	void healthWhenSeveralFlywaysShowsEachAndReadinessFollowsTheMostSevere() {
		this.migrations.withMerge();
		String orders = "orders.locations=" + this.migrations.beside("orders").withConflict().location();
		try (WebApplication application = WebApplication.start(this.database, this.migrations, WithOrders.class,
				orders)) {
			assertThat(application.get("/actuator/health/migrations").json()).isLenientlyEqualTo("""
					{ "status": "DOWN", "components": { "flyway": { "status": "UP" },
					  "ordersFlyway": { "status": "DOWN", "details": { "status": "CONFLICT" } } } }
					""");
			assertThat(application.get("/actuator/health/migrations/flyway").status()).isEqualTo(200);
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(application.get("/actuator/health/liveness").status()).isEqualTo(200);
		}
	}

	@Test
	void readinessWhenApplicationExcludesOneHistoryFollowsTheOthers() {
		this.migrations.withMerge();
		String orders = "orders.locations=" + this.migrations.beside("orders").withConflict().location();
		try (WebApplication application = WebApplication.start(this.database, this.migrations, WithOrders.class, orders,
				"management.endpoint.health.group.readiness.include=readinessState",
				"management.endpoint.health.group.readiness.exclude=migrations/ordersFlyway")) {
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(200);
			assertThat(application.get("/actuator/health").status()).isEqualTo(503);
		}
	}

	@Test
	void healthWhenOffIsNotThere() {
		this.migrations.withConflict();
		try (WebApplication application = start("management.health.migrations.enabled=false",
				"headway.on-problem=block")) {
			assertThat(application.get("/actuator/health/migrations").status()).isEqualTo(404);
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(200);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WebApplication.Application.class)
	static class WithOrders {

		@Bean(defaultCandidate = false)
		Flyway ordersFlyway(Environment environment) {
			return Flyway.configure()
				.dataSource(TestDatabase.H2.create().pool())
				.locations(environment.getRequiredProperty("orders.locations"))
				.load();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WebApplication.Application.class)
	static class OwnService {

		@Bean
		CountingMigrationService ownMigrationService() {
			return new CountingMigrationService(MigrationStates.CONFLICT);
		}

	}

}
