package dev.headway.boot.metrics;

import org.junit.jupiter.api.Test;

import dev.headway.boot.AbstractWebTests;
import dev.headway.boot.WebApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsMetrics} and {@link MigrationObservations} in a Prometheus
 * scrape.
 */
class MigrationsMetricsWebTests extends AbstractWebTests {

	@Test
	void scrapeWhenConflict() {
		this.migrations.withConflict();
		assertThat(scrape()).contains("# HELP headway_migrations_conflict Whether the migrations are in conflict",
				"headway_migrations_conflict{flyway=\"flyway\"} 1.0", "headway_migrations_heads{flyway=\"flyway\"} 2.0",
				"headway_migrations_applied{flyway=\"flyway\"} 0.0",
				"headway_migrations_status{flyway=\"flyway\",status=\"CONFLICT\"} 1.0",
				"headway_migrations_status{flyway=\"flyway\",status=\"UP_TO_DATE\"} 0.0")
			.doesNotContain("headway_migrations_upgrade");
	}

	@Test
	void scrapeAfterUpgrade() {
		this.migrations.withMerge();
		assertThat(scrape()).contains("headway_migrations_conflict{flyway=\"flyway\"} 0.0",
				"headway_migrations_heads{flyway=\"flyway\"} 1.0", "headway_migrations_pending{flyway=\"flyway\"} 0.0",
				"headway_migrations_applied{flyway=\"flyway\"} 4.0",
				"headway_migrations_status{flyway=\"flyway\",status=\"UP_TO_DATE\"} 1.0",
				"headway_migrations_upgrade_seconds_count{error=\"none\",flyway=\"flyway\",outcome=\"success\"} 1",
				"headway_migrations_revision_seconds_count{error=\"none\",flyway=\"flyway\",outcome=\"success\"} 4");
	}

	private String scrape() {
		try (WebApplication application = start()) {
			return application.get("/actuator/prometheus").body();
		}
	}

}
