package dev.headway.boot.model;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartFactoryBean;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Takes the place of a factory bean that Spring initializes early, even where all beans
 * are lazy, because it may need a load-time weaver. Then a model that does not fit the
 * database would end each command, also those that change the database.
 */
final class LazyPersistenceUnit implements SmartFactoryBean<EntityManagerFactory>, DisposableBean {

	private final AbstractEntityManagerFactoryBean factory;

	private final ModelIntegrator integrator;

	private boolean started;

	LazyPersistenceUnit(AbstractEntityManagerFactoryBean factory, ModelIntegrator integrator) {
		this.factory = factory;
		this.integrator = integrator;
	}

	@Override
	public @Nullable EntityManagerFactory getObject() {
		start();
		return this.factory.getObject();
	}

	@Override
	public <S> @Nullable S getObject(Class<S> type) throws Exception {
		start();
		return this.factory.getObject(type);
	}

	private void start() {
		if (!this.started) {
			this.factory.afterPropertiesSet();
			this.started = true;
		}
	}

	@Override
	public Class<?> getObjectType() {
		return EntityManagerFactory.class;
	}

	@Override
	public boolean supportsType(Class<?> type) {
		return this.factory.supportsType(type);
	}

	@Override
	public void destroy() {
		if (this.started) {
			this.factory.destroy();
		}
	}

	ModelIntegrator integrator() {
		return this.integrator;
	}

	@Nullable DataSource dataSource() {
		return this.factory.getDataSource();
	}

}
