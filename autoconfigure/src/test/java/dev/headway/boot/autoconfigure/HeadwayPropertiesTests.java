package dev.headway.boot.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.headway.boot.autoconfigure.HeadwayProperties.OnProblem;
import dev.headway.boot.autoconfigure.HeadwayProperties.Startup;
import dev.headway.flyway.Runner;
import dev.headway.script.ParentRule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link HeadwayProperties}.
 */
class HeadwayPropertiesTests {

	@Test
	void bindWithoutAnyTakesDefaults() {
		assertThat(bind(Map.of())).isEqualTo(new HeadwayProperties(true, Startup.UPGRADE, OnProblem.BLOCK,
				ParentRule.AUTO, Runner.HEADWAY, Duration.ofSeconds(5)));
	}

	@Test
	void bindTakesAll() {
		assertThat(bind(Map.of("headway.enabled", "false", "headway.startup", "validate", "headway.on-problem", "fail",
				"headway.parents", "required", "headway.runner", "flyway", "headway.refresh-interval", "1m")))
			.isEqualTo(new HeadwayProperties(false, Startup.VALIDATE, OnProblem.FAIL, ParentRule.REQUIRED,
					Runner.FLYWAY, Duration.ofMinutes(1)));
	}

	@Test
	void bindWhenIntervalIsNegativeThrows() {
		assertThatException().isThrownBy(() -> bind(Map.of("headway.refresh-interval", "-1s")))
			.havingRootCause()
			.withMessage("headway.refresh-interval is PT-1S. It must not be negative.");
	}

	private static HeadwayProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("headway",
				HeadwayProperties.class);
	}

}
