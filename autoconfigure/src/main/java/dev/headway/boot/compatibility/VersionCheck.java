package dev.headway.boot.compatibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Refuses to start with versions of Spring Boot and Flyway that are too old, before they
 * cause errors that do not mention Headway. Uses nothing that these versions do not have.
 */
final class VersionCheck implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

	private static final String FLYWAY_VERSION = "classpath:org/flywaydb/core/internal/version.txt";

	private static final Pattern NUMBERS = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})\\b.*", Pattern.DOTALL);

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		check("Spring Boot", SpringBootVersion.getVersion(), 4, 0, "Spring Boot 4.0 or later");
		if (!"false".equalsIgnoreCase(context.getEnvironment().getProperty("headway.enabled"))) {
			check("Flyway", flywayVersion(context), 11, 14, "Flyway 11.14 or later, 12 or 13");
		}
	}

	private static void check(String product, @Nullable String version, int major, int minor, String needed) {
		Matcher numbers = NUMBERS.matcher((version != null) ? version.strip() : "");
		if (numbers.matches()) {
			int difference = Integer.compare(Integer.parseInt(numbers.group(1)), major);
			if (difference < 0 || (difference == 0 && Integer.parseInt(numbers.group(2)) < minor)) {
				throw new UnsupportedVersionException(product, numbers.group(), needed);
			}
		}
	}

	private static @Nullable String flywayVersion(ResourceLoader loader) {
		Resource resource = loader.getResource(FLYWAY_VERSION);
		try {
			return resource.exists() ? resource.getContentAsString(StandardCharsets.UTF_8) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
