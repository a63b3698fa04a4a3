package dev.headway.boot.compatibility;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link VersionCheck} with versions that are too old. Each application has a
 * new class loader.
 */
@ExtendWith(OutputCaptureExtension.class)
class VersionCheckTests {

	private static final File UNSUPPORTED = new File("target/unsupported");

	@Test
	void startWithOldFlywayNamesHeadwayAndVersions(CapturedOutput output) throws Exception {
		start("flyway-core-", "flyway-core-11.12.0.jar");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"Headway does not work with Flyway 11.12.0, which is on the class path. It needs Flyway 11.14 or later, 12 or 13.",
				"Upgrade to Flyway 11.14 or later, 12 or 13, or remove Headway ('headway-spring-boot-starter') from the dependencies of the application.");
	}

	@Test
	void startWithOldBootNamesHeadwayAndVersions(CapturedOutput output) throws Exception {
		start("spring-", "spring-.*\\.jar");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"Headway does not work with Spring Boot 3.5.7, which is on the class path. It needs Spring Boot 4.0 or later.",
				"Upgrade to Spring Boot 4.0 or later");
	}

	private static void start(String replaced, String replacement) throws IOException, ReflectiveOperationException {
		Pattern left = Pattern.compile("(^|/)%s[^/]*\\.jar$".formatted(replaced));
		URL[] classPath = Stream
			.concat(Stream.of(UNSUPPORTED.list((folder, name) -> name.matches(replacement)))
				.map((name) -> new File(UNSUPPORTED, name).getPath()),
					Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
						.filter((entry) -> !left.matcher(entry).find()))
			.map(VersionCheckTests::url)
			.toArray(URL[]::new);
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(loader);
			Method main = loader.loadClass(Application.class.getName()).getDeclaredMethod("main", String[].class);
			assertThatException().isThrownBy(() -> main.invoke(null, (Object) new String[0]))
				.isInstanceOf(InvocationTargetException.class);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URL url(String entry) {
		try {
			return new File(entry).toURI().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The application that is started.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		/**
		 * Start it.
		 * @param arguments its arguments
		 */
		public static void main(String... arguments) {
			SpringApplication.run(Application.class, arguments);
		}

	}

}
