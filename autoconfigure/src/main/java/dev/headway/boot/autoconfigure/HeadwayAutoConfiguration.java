package dev.headway.boot.autoconfigure;

import java.time.Clock;

import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWarDeployment;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.Environment;

import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationServices;
import dev.headway.boot.autoconfigure.modulith.ModulithHistories;
import dev.headway.boot.hold.HoldingLifecycleProcessor;
import dev.headway.migration.MigrationService;

/**
 * Auto-configuration for the {@link MigrationServices} and for the
 * {@link FlywayMigrationStrategy} that upgrades at startup. Boot's
 * {@code flywayInitializer} calls the strategy, so beans that depend on Flyway depend on
 * Headway. If there are several {@link Flyway} beans and none is primary, there is no
 * {@code migrationService} bean: use {@link MigrationServices#get}.
 */
@AutoConfiguration(after = FlywayAutoConfiguration.class, before = LifecycleAutoConfiguration.class)
@ConditionalOnClass({ Flyway.class, FlywayMigrationStrategy.class })
@ConditionalOnBooleanProperty(name = "headway.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HeadwayProperties.class)
public final class HeadwayAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnSingleCandidate(Flyway.class)
	MigrationService migrationService(Flyway flyway, DefaultMigrationServices services) {
		return services.create(flyway);
	}

	@Bean
	DefaultMigrationServices migrationServices(ConfigurableListableBeanFactory beanFactory,
			HeadwayProperties properties) {
		return new DefaultMigrationServices(beanFactory, properties);
	}

	@Bean
	@ConditionalOnBooleanProperty("spring.modulith.runtime.flyway-enabled")
	ModulithHistories modulithHistories(BeanFactory beanFactory) {
		return new ModulithHistories(beanFactory);
	}

	@Bean
	MigrationMonitor migrationMonitor(MigrationServices services, HeadwayProperties properties) {
		return new MigrationMonitor(services, properties.refreshInterval(), Clock.systemUTC());
	}

	/**
	 * A fallback, so that the strategy of another auto-configuration is in charge,
	 * whichever comes first.
	 */
	@Bean
	@Fallback
	@ConditionalOnMissingBean(value = FlywayMigrationStrategy.class, ignored = HeadwayMigrationStrategy.class)
	HeadwayMigrationStrategy headwayMigrationStrategy(DefaultMigrationServices services, HeadwayProperties properties,
			ConfigurableListableBeanFactory beanFactory, Environment environment,
			ObjectProvider<ApplicationEventMulticaster> events) {
		return new HeadwayMigrationStrategy(services, properties, new ProblemVisibility(beanFactory, environment),
				new BlockedHistories(beanFactory), events);
	}

	@Bean
	static MigrationGuardPostProcessor migrationGuardPostProcessor(ObjectProvider<HeadwayProperties> properties) {
		return new MigrationGuardPostProcessor(properties);
	}

	/**
	 * In a {@code db} command only the command migrates, and no initializer that another
	 * bean needs, regardless of its strategy.
	 */
	@Bean
	@ConditionalOnBean(name = "dbCommandProgress")
	static BeanPostProcessor idleInitializers() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String beanName) {
				return (bean instanceof FlywayMigrationInitializer)
						? new FlywayMigrationInitializer(Flyway.configure().load(), (flyway) -> {
						}) : bean;
			}

		};
	}

	/**
	 * These beans migrate when they are created, which in a lazy application may be
	 * never. If nothing should migrate at startup, as in a {@code db} command, they stay
	 * lazy.
	 */
	@Bean
	static LazyInitializationExcludeFilter eagerMigrations(Environment environment) {
		boolean none = "none".equalsIgnoreCase(environment.getProperty("headway.startup"));
		return none ? (name, definition, type) -> false
				: LazyInitializationExcludeFilter.forBeanTypes(FlywayMigrationInitializer.class, Flyway.class);
	}

	@Bean
	SmartInitializingSingleton foreignStrategyNotice(ListableBeanFactory beanFactory) {
		return () -> BeanFactoryUtils.beansOfTypeIncludingAncestors(beanFactory, FlywayMigrationStrategy.class)
			.forEach((name, strategy) -> {
				if (!(strategy instanceof HeadwayMigrationStrategy)) {
					LogFactory.getLog(HeadwayAutoConfiguration.class)
						.info("Not migrating at startup: the FlywayMigrationStrategy bean '%s' is in charge. Headway only reports."
							.formatted(name));
				}
			});
	}

	/**
	 * Not in tests and in contexts that no {@link SpringApplication} runs: nobody would
	 * call the runner that waits.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	@ConditionalOnNotWarDeployment
	@ConditionalOnBooleanProperty(name = "headway.hold", matchIfMissing = true)
	@ConditionalOnBean(value = ApplicationArguments.class, search = SearchStrategy.CURRENT)
	@ConditionalOnMissingBean(name = TestContextCustomizerFactory.MARKER)
	@EnableConfigurationProperties(LifecycleProperties.class)
	static class HoldConfiguration {

		@Bean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME)
		@ConditionalOnMissingBean(name = AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
				search = SearchStrategy.CURRENT)
		HoldingLifecycleProcessor holdingLifecycleProcessor(ConfigurableApplicationContext context,
				ObjectProvider<MigrationMonitor> monitor, LifecycleProperties properties) {
			HoldingLifecycleProcessor processor = new HoldingLifecycleProcessor(context,
					new BlockedHistories(context.getBeanFactory())::names, monitor::getObject);
			processor.setTimeoutPerShutdownPhase(properties.getTimeoutPerShutdownPhase().toMillis());
			return processor;
		}

		@Bean
		SmartInitializingSingleton foreignLifecycleProcessorNotice(ConfigurableListableBeanFactory beanFactory) {
			return () -> {
				if (!(beanFactory.getBean(
						AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME) instanceof HoldingLifecycleProcessor)
						&& !new BlockedHistories(beanFactory).names().isEmpty()) {
					LogFactory.getLog(HeadwayAutoConfiguration.class)
						.warn("Listeners, schedulers and runners are not held back: the application has its own bean 'lifecycleProcessor'.");
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnWarDeployment
	static class WarConfiguration {

		@Bean(ProblemVisibility.WAR)
		Object headwayWarDeployment() {
			return new Object();
		}

	}

}
