package dev.headway.boot.autoconfigure;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeadwayAutoConfiguration} in the test slices that migrate a database.
 */
@ContextConfiguration(classes = HeadwayTestSliceTests.Application.class)
@TestPropertySource(properties = "spring.flyway.locations=classpath:db/slice")
class HeadwayTestSliceTests {

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	private abstract static class Slice {

		@Autowired
		private MigrationService service;

		@Autowired
		private JdbcClient client;

		@Test
		void startAppliesMigrations() {
			assertThat(this.service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
			assertThat(this.client.sql("select count(avatar) from users").query(Integer.class).single()).isZero();
		}

	}

	@Nested
	@JdbcTest
	class JdbcSlice extends Slice {

	}

	@Nested
	@DataJpaTest
	class DataJpaSlice extends Slice {

	}

}
