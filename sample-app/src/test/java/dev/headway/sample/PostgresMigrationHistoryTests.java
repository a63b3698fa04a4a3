package dev.headway.sample;

import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.test.context.ActiveProfiles;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The history of the migrations, on PostgreSQL.
 */
@ActiveProfiles("postgres")
@EnabledIf(value = "hasEngineOrMust", disabledReason = "No container engine answers")
@Testcontainers
class PostgresMigrationHistoryTests extends MigrationHistoryTests {

	@Container
	@ServiceConnection
	static final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:15-bookworm");

	static boolean hasEngineOrMust() {
		return Boolean.parseBoolean(System.getenv("CI")) || DockerClientFactory.instance().isDockerAvailable();
	}

}
