package dev.headway.sample;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

import dev.headway.testing.page.DocumentedOutput;

/**
 * Runs what pages of the documentation show about applications with a JPA model, each
 * command as a process.
 */
@EnabledIf(value = "dev.headway.sample.ConflictStoryIT#hasEngineOrMust", disabledReason = "No container engine answers")
@Testcontainers
class DocumentedModelIT {

	@Container
	static final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:15-bookworm");

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "docs/migrate.md", "docs/commands/check.md", "docs/commands/migrate.md" })
	void commandsPrintWhatThePageShows(String page, @TempDir Path folder) {
		Map<String, String> environment = Map.of("POSTGRESQL", ProjectClone.database(postgres));
		new DocumentedOutput(Path.of(".."), getClass().getSimpleName(), environment).assertPrinted(page, folder);
	}

}
