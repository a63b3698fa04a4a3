package dev.headway.boot.autoconfigure;

import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

import dev.headway.flyway.MigrationGuard;

/**
 * {@link BeanPostProcessor} that adds a {@link MigrationGuard} to each {@link Flyway}
 * bean, also of the application's own, before anything can call {@code migrate()} on it:
 * its init method, an initializer, or the bean that it is injected into.
 */
final class MigrationGuardPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<HeadwayProperties> properties;

	MigrationGuardPostProcessor(ObjectProvider<HeadwayProperties> properties) {
		this.properties = properties;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		return guard(bean);
	}

	/**
	 * Guards what a factory bean makes, which is not post-processed before.
	 */
	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return guard(bean);
	}

	private Object guard(Object bean) {
		if (bean instanceof Flyway flyway) {
			MigrationGuard.addTo(flyway, this.properties.getObject().engine());
		}
		return bean;
	}

}
