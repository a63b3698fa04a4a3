package dev.headway.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.headway.boot.autoconfigure.HeadwayProperties.OnProblem;
import dev.headway.boot.autoconfigure.HeadwayProperties.Startup;
import dev.headway.flyway.Runner;
import dev.headway.script.ParentRule;
import dev.headway.script.Resolution;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the configuration metadata that is generated from {@link HeadwayProperties}
 * and the endpoint.
 */
class ConfigurationMetadataTests {

	private String metadata = "";

	@BeforeEach
	void read() throws IOException {
		URL classes = HeadwayProperties.class.getProtectionDomain().getCodeSource().getLocation();
		try (InputStream stream = new URL(classes, "META-INF/spring-configuration-metadata.json").openStream()) {
			this.metadata = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void everyPropertyIsDescribed() {
		assertThat(properties()).isNotEmpty()
			.allSatisfy((property) -> assertThat(property.get("description")).as("description of %s", property)
				.asString()
				.isNotBlank()
				.endsWith("."));
	}

	@Test
	void everyPropertyThatIsNotEmptyHasDefault() {
		assertThat(properties()).filteredOn((property) -> !property.containsKey("defaultValue"))
			.extracting((property) -> property.get("name"))
			.containsExactlyInAnyOrder("headway.on-problem", "headway.migrate.include", "headway.migrate.exclude",
					"headway.migrate.scratch.url", "headway.migrate.scratch.username",
					"headway.migrate.scratch.password");
	}

	@Test
	void allPropertiesAreThere() {
		assertThat(properties()).extracting((property) -> property.get("name"))
			.containsExactlyInAnyOrder("headway.enabled", "headway.startup", "headway.on-problem", "headway.hold",
					"headway.wait-timeout", "headway.parents", "headway.heads", "headway.follow-rebase",
					"headway.resolve", "headway.runner", "headway.refresh-interval", "headway.read-timeout",
					"headway.lock-timeout", "headway.lock-retries", "headway.statement-timeout",
					"headway.migrate.include", "headway.migrate.exclude", "headway.migrate.scratch.url",
					"headway.migrate.scratch.username", "headway.migrate.scratch.password",
					"management.endpoint.migrations.access", "management.endpoint.migrations.cache.time-to-live",
					"management.health.migrations.enabled");
	}

	@Test
	void hintsDescribeEveryValue() {
		assertThat(values("headway.startup")).containsExactlyElementsOf(names(Startup.values()));
		assertThat(values("headway.on-problem")).containsExactlyElementsOf(names(OnProblem.values()));
		assertThat(values("headway.parents")).containsExactlyElementsOf(names(ParentRule.values()));
		assertThat(values("headway.resolve")).containsExactlyElementsOf(names(Resolution.values()));
		assertThat(values("headway.runner")).containsExactlyElementsOf(names(Runner.values()));
	}

	private List<Map<String, Object>> properties() {
		return JsonPath.read(this.metadata, "$.properties[*]");
	}

	private List<String> values(String property) {
		return JsonPath.read(this.metadata, "$.hints[?(@.name == '%s')].values[*].value".formatted(property));
	}

	private static List<String> names(Enum<?>[] values) {
		return Stream.of(values).map((value) -> value.name().toLowerCase(Locale.ROOT)).toList();
	}

}
