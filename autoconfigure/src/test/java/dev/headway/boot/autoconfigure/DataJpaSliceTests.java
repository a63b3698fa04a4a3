package dev.headway.boot.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeadwayAutoConfiguration} in a {@link DataJpaTest @DataJpaTest}.
 */
@DataJpaTest(properties = "spring.flyway.locations=classpath:db/slice")
class DataJpaSliceTests {

	private final MigrationService service;

	private final JdbcClient client;

	DataJpaSliceTests(@Autowired MigrationService service, @Autowired JdbcClient client) {
		this.service = service;
		this.client = client;
	}

	@Test
	void sliceIncludesHeadway() {
		assertThat(this.service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(this.client.sql("select count(avatar) from users").query(Integer.class).single()).isZero();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
