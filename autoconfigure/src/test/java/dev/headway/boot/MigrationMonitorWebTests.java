package dev.headway.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.CountingDataSource;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how often {@link MigrationMonitor} reads the database and the scripts while
 * the endpoint, health and metrics are requested over HTTP.
 */
class MigrationMonitorWebTests {

	private static final List<String> PATHS = List.of("/actuator/health", "/actuator/health/readiness",
			"/actuator/prometheus", "/actuator/migrations", "/actuator/migrations?limit=1", "/actuator/migrations/4");

	private MigrationFolder migrations;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path).withMerge();
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void getWithinIntervalOfUpgradeAsksNothing(TestDatabase kind) {
		try (WebApplication application = start(kind, "1h")) {
			CountingDataSource database = application.context().getBean(CountingDataSource.class);
			database.reset();
			deleteScripts();
			IntStream.range(0, 40)
				.parallel()
				.mapToObj((index) -> application.get(PATHS.get(index % PATHS.size())))
				.forEach((answer) -> assertThat(answer.status()).isEqualTo(200));
			assertThat(database.statements()).isEmpty();
			assertThat(database.connections()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void getOfHealthWhenIntervalIsOverAsksOnceAndReadsNoScript(TestDatabase kind) {
		try (WebApplication application = start(kind, "0s")) {
			CountingDataSource database = application.context().getBean(CountingDataSource.class);
			deleteScripts();
			application.get("/actuator/health/migrations");
			database.reset();
			assertThat(application.get("/actuator/health/migrations").status()).isEqualTo(200);
			assertThat(database.statements()).singleElement().asString().startsWith("SELECT ");
			assertThat(database.connections()).isOne();
		}
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void readByManyThreadsAsksOncePerInterval(TestDatabase kind) {
		try (WebApplication application = start(kind, "1h")) {
			SettableClock clock = new SettableClock();
			MigrationMonitor monitor = new MigrationMonitor(application.context().getBean(MigrationServices.class),
					Duration.ofSeconds(5), clock);
			deleteScripts();
			monitor.read("flyway");
			CountingDataSource database = application.context().getBean(CountingDataSource.class);
			for (int interval = 0; interval < 3; interval++) {
				database.reset();
				clock.pass(Duration.ofSeconds(5));
				IntStream.range(0, 100)
					.parallel()
					.forEach((index) -> assertThat(monitor.read("flyway").state()).isNotNull());
				assertThat(database.statements()).hasSize(1);
			}
		}
	}

	private void deleteScripts() {
		List.of("V1__create_users.sql", "V2__add_password_hashes.sql", "V3__add_avatars.sql", "V4__merge.sql")
			.forEach(this.migrations::without);
	}

	private WebApplication start(TestDatabase kind, String interval) {
		return WebApplication.start(kind.create(), this.migrations, CountedDatabase.class,
				"headway.refresh-interval=" + interval, "management.health.db.enabled=false");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WebApplication.Application.class)
	static class CountedDatabase {

		@Bean
		static BeanPostProcessor countingPostProcessor() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof HikariDataSource pool) ? new CountingDataSource(pool) : bean;
				}

			};
		}

	}

}
