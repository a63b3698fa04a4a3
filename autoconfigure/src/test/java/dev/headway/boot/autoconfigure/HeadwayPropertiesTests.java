package dev.headway.boot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.headway.boot.WebApplication;
import dev.headway.boot.autoconfigure.HeadwayProperties.Migrate;
import dev.headway.boot.autoconfigure.HeadwayProperties.OnProblem;
import dev.headway.boot.autoconfigure.HeadwayProperties.Scratch;
import dev.headway.boot.autoconfigure.HeadwayProperties.Startup;
import dev.headway.flyway.Runner;
import dev.headway.script.HeadRule;
import dev.headway.script.ParentRule;
import dev.headway.script.Resolution;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link HeadwayProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HeadwayPropertiesTests {

	@Test
	void bindWithoutAnyTakesDefaults() {
		assertThat(bind(Map.of())).isEqualTo(new HeadwayProperties(true, Startup.UPGRADE, null, true,
				Duration.ofMinutes(5), ParentRule.AUTO, HeadRule.ONE, true, Resolution.AUTO, Runner.HEADWAY,
				Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(4), 10, Duration.ZERO,
				new Migrate(new Scratch(null, null, null), List.of(), List.of())));
	}

	@Test
	void bindTakesAll() {
		assertThat(bind(Map.ofEntries(Map.entry("headway.enabled", "false"), Map.entry("headway.startup", "wait"),
				Map.entry("headway.on-problem", "fail"), Map.entry("headway.hold", "false"),
				Map.entry("headway.wait-timeout", "10m"), Map.entry("headway.parents", "required"),
				Map.entry("headway.heads", "one-per-branch"), Map.entry("headway.follow-rebase", "false"),
				Map.entry("headway.resolve", "merge"), Map.entry("headway.runner", "flyway"),
				Map.entry("headway.refresh-interval", "1m"), Map.entry("headway.read-timeout", "3s"),
				Map.entry("headway.lock-timeout", "9s"), Map.entry("headway.lock-retries", "2"),
				Map.entry("headway.statement-timeout", "8m"), Map.entry("headway.migrate.scratch.url", "jdbc:h2:mem:x"),
				Map.entry("headway.migrate.scratch.username", "sa"),
				Map.entry("headway.migrate.scratch.password", "secret"),
				Map.entry("headway.migrate.include", "shop_*,users"), Map.entry("headway.migrate.exclude", "*_old"))))
			.isEqualTo(new HeadwayProperties(false, Startup.WAIT, OnProblem.FAIL, false, Duration.ofMinutes(10),
					ParentRule.REQUIRED, HeadRule.ONE_PER_BRANCH, false, Resolution.MERGE, Runner.FLYWAY,
					Duration.ofMinutes(1), Duration.ofSeconds(3), Duration.ofSeconds(9), 2, Duration.ofMinutes(8),
					new Migrate(new Scratch("jdbc:h2:mem:x", "sa", "secret"), List.of("shop_*", "users"),
							List.of("*_old"))));
	}

	@Test
	void bindWhenIntervalIsNegativeThrows() {
		assertThatException().isThrownBy(() -> bind(Map.of("headway.refresh-interval", "-1s")))
			.havingRootCause()
			.withMessage("headway.refresh-interval is PT-1S. It must not be negative.");
	}

	@Test
	void bindWhenRetriesAreNegativeThrows() {
		assertThatException().isThrownBy(() -> bind(Map.of("headway.lock-retries", "-1")))
			.havingRootCause()
			.withMessage("headway.lock-retries is -1. It must not be negative.");
	}

	@ParameterizedTest
	@CsvSource({ "headway.startup, upgarde", "headway.on-problem, stop", "headway.parents, maybe",
			"headway.runner, liquibase", "headway.wait-timeout, later", "headway.refresh-interval, soon" })
	void startWhenValueIsInvalidNamesPropertyAndValue(String property, String value, CapturedOutput output,
			@TempDir Path path) {
		assertThatException().isThrownBy(() -> WebApplication.start(TestDatabase.H2.create(), new MigrationFolder(path),
				"%s=%s".formatted(property, value)));
		assertThat(output).contains("APPLICATION FAILED TO START", "Property: " + property, "Value: \"" + value + '"');
	}

	@Test
	void startWhenIntervalIsNegativeSaysSo(CapturedOutput output, @TempDir Path path) {
		assertThatException().isThrownBy(() -> WebApplication.start(TestDatabase.H2.create(), new MigrationFolder(path),
				"headway.refresh-interval=-1s"));
		assertThat(output).contains("APPLICATION FAILED TO START",
				"headway.refresh-interval is PT-1S. It must not be negative.");
	}

	private static HeadwayProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("headway",
				HeadwayProperties.class);
	}

}
