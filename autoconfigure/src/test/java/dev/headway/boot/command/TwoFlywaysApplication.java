package dev.headway.boot.command;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * An application with two {@link Flyway} beans, neither of which is primary.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { DataJpaRepositoriesAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		JooqAutoConfiguration.class })
public class TwoFlywaysApplication {

	public static void main(String[] args) {
		SpringApplication.run(TwoFlywaysApplication.class, args);
	}

	@Bean
	Flyway users(DataSource dataSource, Environment environment) {
		return flyway(dataSource, environment, "users");
	}

	@Bean
	Flyway orders(DataSource dataSource, Environment environment) {
		return flyway(dataSource, environment, "orders");
	}

	private static Flyway flyway(DataSource dataSource, Environment environment, String name) {
		return Flyway.configure()
			.dataSource(dataSource)
			.locations(environment.getRequiredProperty(name + ".locations"))
			.table(name + "_history")
			.load();
	}

}
