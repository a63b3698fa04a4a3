package dev.headway.boot.model;

import java.util.function.Supplier;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.ServiceContributor;
import org.jspecify.annotations.Nullable;

/**
 * Prepares a persistence unit that an application builds without a factory bean of
 * Spring, and takes its model, as {@link PersistenceUnits} does with others. Hibernate
 * finds it as a service. Unless {@link PersistenceUnits} starts a unit, it does nothing.
 */
public final class ManualPersistenceUnit implements Integrator, ServiceContributor {

	private static final ThreadLocal<@Nullable ModelIntegrator> started = new ThreadLocal<>();

	/**
	 * Start a unit, whose model goes to an integrator.
	 */
	static Object start(ModelIntegrator integrator, Supplier<Object> unit) {
		started.set(integrator);
		try {
			return unit.get();
		}
		finally {
			started.remove();
		}
	}

	@Override
	public void contribute(StandardServiceRegistryBuilder builder) {
		if (started.get() != null) {
			PersistenceUnits.SETTINGS.forEach(builder::applySetting);
		}
	}

	@Override
	public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
		ModelIntegrator integrator = started.get();
		if (integrator != null) {
			integrator.integrate(metadata, context, factory);
		}
	}

}
