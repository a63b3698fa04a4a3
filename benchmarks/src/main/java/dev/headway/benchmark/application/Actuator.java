package dev.headway.benchmark.application;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.headway.benchmark.ground.Access;
import dev.headway.benchmark.ground.Migrations;

/**
 * An application with nothing but its actuator.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Actuator {

	static ConfigurableApplicationContext start(Access access, Migrations migrations) {
		return new SpringApplicationBuilder(Actuator.class)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.datasource.url=" + access.url(), "spring.datasource.username=" + access.user(),
					"spring.datasource.password=" + access.password(),
					"spring.flyway.locations=" + migrations.location(),
					"management.endpoints.web.exposure.include=health,migrations,flyway,prometheus")
			.run();
	}

}
