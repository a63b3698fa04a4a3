package dev.headway.boot.autoconfigure;

import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

import dev.headway.boot.MigrationServices;
import dev.headway.boot.command.ApplicationCommands;
import dev.headway.command.DbCommands;

/**
 * Auto-configuration for the {@link ApplicationCommands}.
 */
@AutoConfiguration(after = HeadwayAutoConfiguration.class)
@ConditionalOnClass({ Flyway.class, DbCommands.class })
@ConditionalOnBean({ Flyway.class, MigrationServices.class })
public final class DbCommandAutoConfiguration {

	@Bean
	@Lazy
	ApplicationCommands dbCommands(DefaultMigrationServices services, HeadwayProperties properties,
			ConfigurableListableBeanFactory beanFactory) {
		FlywayBeans flyways = new FlywayBeans(beanFactory);
		String candidate = flyways.singleCandidate();
		if (candidate != null) {
			flyways.get(candidate);
		}
		return new ApplicationCommands(services, services::engine, services.primary(), properties.migrate().settings());
	}

}
