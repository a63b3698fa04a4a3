package dev.headway.boot.compatibility;

import java.io.File;
import java.lang.reflect.InvocationTargetException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.headway.boot.OtherClassPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link VersionCheck} with versions that are too old. Each application has a
 * new class loader.
 */
@ExtendWith(OutputCaptureExtension.class)
class VersionCheckTests {

	@Test
	void startWhenFlywayIsTooOldNamesHeadwayAndVersions(CapturedOutput output) {
		start("flyway-core-");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"Headway does not work with Flyway 11.12.0, which is on the class path. It needs Flyway 11.14 or later, 12 or 13.",
				"Upgrade to Flyway 11.14 or later, 12 or 13, or remove Headway ('headway-spring-boot-starter') from the dependencies of the application.");
	}

	@Test
	void startWhenBootIsTooOldNamesHeadwayAndVersions(CapturedOutput output) {
		start("spring-");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"Headway does not work with Spring Boot 3.5.7, which is on the class path. It needs Spring Boot 4.0 or later.",
				"Upgrade to Spring Boot 4.0 or later");
	}

	private static void start(String product) {
		File[] old = new File("target/unsupported").listFiles((folder, name) -> name.startsWith(product));
		assertThat(old).isNotEmpty();
		OtherClassPath classPath = OtherClassPath.without(product, old);
		assertThatException().isThrownBy(() -> classPath.call(Application.class, "start"))
			.isInstanceOf(InvocationTargetException.class);
	}

	/**
	 * The application that is started.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		/**
		 * Start it.
		 */
		public static void start() {
			SpringApplication.run(Application.class);
		}

	}

}
