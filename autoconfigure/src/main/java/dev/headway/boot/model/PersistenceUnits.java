package dev.headway.boot.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.spi.PersistenceUnitInfo;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

import dev.headway.HeadwayException;
import dev.headway.schema.model.UnitModel;

/**
 * The persistence units of an application, however they are configured. None starts
 * before it is needed, and then with settings with which Hibernate changes nothing in the
 * database.
 */
final class PersistenceUnits implements BeanPostProcessor {

	private static final String UNKNOWN = "The model of the bean '%s' was not compared, because Hibernate has not built it, or not in the method of the bean. Build it there, or with Spring's LocalContainerEntityManagerFactoryBean.";

	private static final String INTEGRATORS = "hibernate.integrator_provider";

	static final Map<String, Object> SETTINGS = Map.ofEntries(Map.entry("hibernate.hbm2ddl.auto", "none"),
			Map.entry("jakarta.persistence.schema-generation.database.action", "none"),
			Map.entry("jakarta.persistence.schema-generation.scripts.action", "none"),
			Map.entry("javax.persistence.schema-generation.database.action", "none"),
			Map.entry("javax.persistence.schema-generation.scripts.action", "none"),
			Map.entry("jakarta.persistence.create-database-schemas", "false"),
			Map.entry("javax.persistence.create-database-schemas", "false"),
			Map.entry("hibernate.hbm2ddl.create_namespaces", "false"),
			Map.entry("hibernate.id.sequence.increment_size_mismatch_strategy", "none"),
			Map.entry("hibernate.query.mutation_strategy.global_temporary.create_tables", "false"),
			Map.entry("hibernate.query.mutation_strategy.global_temporary.drop_tables", "false"),
			Map.entry("hibernate.query.mutation_strategy.persistent.create_tables", "false"),
			Map.entry("hibernate.query.mutation_strategy.persistent.drop_tables", "false"));

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<String, LazyPersistenceUnit> units = new LinkedHashMap<>();

	private PersistenceUnits(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	static PersistenceUnits register(ConfigurableListableBeanFactory beanFactory) {
		PersistenceUnits units = new PersistenceUnits(beanFactory);
		beanFactory.addBeanPostProcessor(units);
		return units;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factory) {
			ModelIntegrator integrator = new ModelIntegrator(() -> name(factory));
			Map<String, Object> properties = factory.getJpaPropertyMap();
			IntegratorProvider others = (properties.get(INTEGRATORS) instanceof IntegratorProvider provider) ? provider
					: List::of;
			properties.putAll(SETTINGS);
			properties.put(INTEGRATORS, (IntegratorProvider) () -> with(integrator, others.getIntegrators()));
			factory.setBootstrapExecutor(null);
			LazyPersistenceUnit unit = new LazyPersistenceUnit(factory, integrator);
			this.units.put(beanName, unit);
			return unit;
		}
		return bean;
	}

	private static String name(AbstractEntityManagerFactoryBean factory) {
		PersistenceUnitInfo unit = factory.getPersistenceUnitInfo();
		return String.valueOf((unit != null) ? unit.getPersistenceUnitName() : factory.getPersistenceUnitName());
	}

	private static List<Integrator> with(Integrator first, List<Integrator> others) {
		List<Integrator> all = new ArrayList<>(List.of(first));
		all.addAll(others);
		return all;
	}

	/**
	 * Start the units, and nothing else. One that fails after Hibernate has read its
	 * model counts.
	 * @param remarks gets a sentence for each factory whose model is not known
	 */
	List<Unit> start(List<String> remarks) {
		List<Unit> units = new ArrayList<>();
		List<ModelIntegrator> known = new ArrayList<>();
		for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory,
				EntityManagerFactory.class, true, false)) {
			Start start = start(name);
			UnitModel model = start.integrator().model();
			if (model == null) {
				requireStarted(name, start.failure());
				if (!isKnown(start.bean(), known)) {
					remarks.add(UNKNOWN.formatted(name));
				}
			}
			else if (known.stream().noneMatch(start.integrator()::isOfSame)) {
				known.add(start.integrator());
				units.add(new Unit(model, start.dataSource(),
						(start.failure() != null) ? reason(start.failure()) : null));
			}
		}
		return units;
	}

	private Start start(String name) {
		ModelIntegrator manual = new ModelIntegrator(() -> name);
		Object bean = null;
		BeansException failure = null;
		try {
			bean = this.beanFactory.isFactoryBean(name) ? this.beanFactory.getBean(name)
					: ManualPersistenceUnit.start(manual, () -> this.beanFactory.getBean(name));
		}
		catch (BeansException ex) {
			failure = ex;
		}
		LazyPersistenceUnit unit = this.units.get(name);
		return (unit != null) ? new Start(bean, unit.integrator(), unit.dataSource(), failure)
				: new Start(bean, manual, manual.dataSource(), failure);
	}

	private static void requireStarted(String name, @Nullable BeansException failure) {
		if (failure != null) {
			throw new HeadwayException(
					"The persistence unit of the bean '%s' cannot start: %s".formatted(name, reason(failure)), failure);
		}
	}

	private static boolean isKnown(@Nullable Object bean, List<ModelIntegrator> known) {
		try {
			return bean instanceof EntityManagerFactory factory
					&& known.stream().anyMatch((integrator) -> integrator.isOf(factory));
		}
		catch (PersistenceException ex) {
			return false;
		}
	}

	private static String reason(BeansException failure) {
		return String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
	}

	/**
	 * What happened when a factory was started.
	 *
	 * @param bean the factory, {@code null} if it failed
	 * @param integrator has the model, if Hibernate got so far
	 * @param dataSource its database, if it is known
	 * @param failure why it failed, or {@code null}
	 */
	private record Start(@Nullable Object bean, ModelIntegrator integrator, @Nullable DataSource dataSource,
			@Nullable BeansException failure) {

	}

	/**
	 * A unit whose model is known.
	 *
	 * @param model the model
	 * @param dataSource its database, {@code null} if Hibernate connects to it by itself
	 * @param failure why the unit did not start all the same, or {@code null}
	 */
	record Unit(UnitModel model, @Nullable DataSource dataSource, @Nullable String failure) {

		Optional<String> remark() {
			return Optional.ofNullable(this.failure)
				.map((reason) -> "The persistence unit '%s' does not start, perhaps because the database is not what its model says: %s"
					.formatted(this.model.name(), reason));
		}

	}

}
