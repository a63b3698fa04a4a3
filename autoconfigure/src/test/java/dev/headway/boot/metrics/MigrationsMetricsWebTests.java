package dev.headway.boot.metrics;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.boot.WebApplication;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsMetrics} and {@link MigrationObservations} in a Prometheus
 * scrape.
 */
class MigrationsMetricsWebTests {

	private final Access database = TestDatabase.H2.create();

	private MigrationFolder migrations;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path);
	}

	@Test
	void scrapeWhenConflict() {
		this.migrations.withConflict();
		assertThat(scrape()).contains("# HELP headway_migrations_conflict Whether there is more than one head",
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
		try (WebApplication application = WebApplication.start(this.database, this.migrations)) {
			return application.get("/actuator/prometheus").body();
		}
	}

}
