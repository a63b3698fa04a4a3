package dev.headway.boot.autoconfigure;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;

import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link TestContextCustomizerFactory}, with contexts that Spring's test
 * support loads.
 */
@ExtendWith(OutputCaptureExtension.class)
class TestContextCustomizerFactoryTests {

	private static final String FAILURE = "The migrations of Flyway 'flyway' are in conflict (CONFLICT). Nothing was applied.";

	private static final String REASON = "The application does not start because this is a test and 'headway.on-problem' is not set. "
			+ "To start it anyway, with nothing applied, set 'headway.on-problem=block'.";

	@ParameterizedTest
	@ValueSource(
			classes = { WholeApplication.class, WebServer.class, JdbcSlice.class, JpaSlice.class, WithoutBoot.class })
	void loadWhenFilesShareVersionFailsAndShowsWhy(Class<?> test, CapturedOutput output) {
		assertThatException().isThrownBy(() -> load(test))
			.satisfies((failure) -> assertThat(failure).hasStackTraceContaining(FAILURE)
				.hasStackTraceContaining("V5__add_avatars.sql and V5__add_phones.sql share version 5")
				.hasStackTraceContaining(REASON));
		assertThat(output).contains(REASON);
	}

	@Test
	void loadWhenFilesShareVersionPrintsFailureAnalysis(CapturedOutput output) {
		assertThatException().isThrownBy(() -> load(AnotherApplication.class));
		assertThat(output).contains("APPLICATION FAILED TO START", FAILURE, "DUPLICATE_VERSION", REASON);
	}

	@ParameterizedTest
	@ValueSource(classes = { BlockingApplication.class, BlockingSlice.class })
	void loadWhenBlockIsSetSucceeds(Class<?> test) throws Exception {
		assertThat(load(test).getBean(MigrationService.class).state().status()).isEqualTo(MigrationStatus.CONFLICT);
	}

	@Test
	void customizersAreEqualSoThatContextsAreCached() {
		TestContextCustomizerFactory factory = new TestContextCustomizerFactory();
		assertThat(factory.createContextCustomizer(JdbcSlice.class, List.of()))
			.isEqualTo(factory.createContextCustomizer(JpaSlice.class, List.of()))
			.hasSameHashCodeAs(factory.createContextCustomizer(JpaSlice.class, List.of()));
	}

	private static ApplicationContext load(Class<?> test) throws Exception {
		return new TestContextManager(test).getTestContext().getApplicationContext();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@ContextConfiguration(classes = Application.class)
	@TestPropertySource(properties = "spring.flyway.locations=classpath:db/same-version")
	private abstract static class SameVersion {

	}

	@SpringBootTest
	static class WholeApplication extends SameVersion {

	}

	@SpringBootTest(webEnvironment = WebEnvironment.NONE)
	static class AnotherApplication extends SameVersion {

	}

	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
	static class WebServer extends SameVersion {

	}

	@JdbcTest
	static class JdbcSlice extends SameVersion {

	}

	@DataJpaTest(properties = "spring.jpa.hibernate.ddl-auto=validate")
	static class JpaSlice extends SameVersion {

	}

	@ContextConfiguration(classes = Application.class)
	static class WithoutBoot extends SameVersion {

	}

	@SpringBootTest(properties = "headway.on-problem=block")
	static class BlockingApplication extends SameVersion {

	}

	@JdbcTest(properties = "headway.on-problem=block")
	static class BlockingSlice extends SameVersion {

	}

}
