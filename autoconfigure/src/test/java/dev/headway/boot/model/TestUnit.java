package dev.headway.boot.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.hibernate.SpringImplicitNamingStrategy;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.migration.MigrationOptions;
import dev.headway.schema.migration.SchemaMigration;
import dev.headway.schema.model.MappedDatabase;
import dev.headway.schema.model.UnitModel;
import dev.headway.schema.scratch.ScratchSchema;
import dev.headway.testing.database.TestDatabase;

/**
 * The model of a persistence unit, configured as Spring Boot does it, but without an
 * application. Hibernate stops when it has read the model.
 */
final class TestUnit {

	private static final Map<TestDatabase, DataSource> EMPTY = new HashMap<>();

	private final UnitModel model;

	private @Nullable SchemaSnapshot made;

	private TestUnit(UnitModel model) {
		this.model = model;
	}

	static TestUnit of(TestDatabase database, List<Class<?>> classes) {
		ModelIntegrator integrator = new ModelIntegrator(() -> "test");
		Configuration configuration = new Configuration(
				new BootstrapServiceRegistryBuilder().applyClassLoader(classes.get(0).getClassLoader())
					.applyIntegrator(integrator)
					.applyIntegrator(new End())
					.build());
		classes.forEach(configuration::addAnnotatedClass);
		configuration.getProperties().putAll(PersistenceUnits.SETTINGS);
		configuration.getProperties()
			.put("jakarta.persistence.nonJtaDataSource", EMPTY.computeIfAbsent(database, TestUnit::create));
		configuration.setPhysicalNamingStrategy(new PhysicalNamingStrategySnakeCaseImpl());
		configuration.setImplicitNamingStrategy(new SpringImplicitNamingStrategy());
		try {
			configuration.buildSessionFactory().close();
		}
		catch (RuntimeException ex) {
			return new TestUnit(Optional.ofNullable(integrator.model()).orElseThrow(() -> ex));
		}
		throw new IllegalStateException("Hibernate did not stop.");
	}

	private static DataSource create(TestDatabase database) {
		TestDatabase.Access access = database.create();
		return new DriverManagerDataSource(access.url(), access.username(), access.password());
	}

	/**
	 * The migration of a database to the model.
	 */
	SchemaMigration migration(DataSource dataSource, MigrationOptions options) {
		return MappedDatabase.read(dataSource, null, "flyway_schema_history")
			.migrateTo(List.of(this.model), made(dataSource), UnaryOperator.identity(), options);
	}

	/**
	 * What the statements of the model make, which does not change.
	 */
	SchemaSnapshot made(DataSource dataSource) {
		if (this.made == null) {
			this.made = ScratchSchema.read(dataSource, this.model.statements(), UnaryOperator.identity(), "");
		}
		return this.made;
	}

	/**
	 * Stops Hibernate, which saves most of the time.
	 */
	private static final class End implements Integrator {

		@Override
		public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
			throw new IllegalStateException("The end");
		}

	}

}
