package dev.headway.test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import dev.headway.schema.model.UnitModel;

/**
 * Remembers the mappings of the persistence units that are open, for
 * {@link HistoryTests}. Hibernate finds it as a service.
 */
public final class ModelRecorder implements Integrator {

	private static final List<String> DATA_SOURCES = List.of("jakarta.persistence.nonJtaDataSource",
			"jakarta.persistence.jtaDataSource", "hibernate.connection.datasource");

	private static final Map<SessionFactoryImplementor, Metadata> units = new ConcurrentHashMap<>();

	@Override
	public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
		units.put(factory, metadata);
	}

	@Override
	public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry services) {
		units.remove(factory);
	}

	/**
	 * Whether a persistence unit that is open has a database.
	 */
	static boolean hasModel(DataSource dataSource) {
		return find(dataSource).findAny().isPresent();
	}

	/**
	 * The models of the persistence units that are open and have a database.
	 * @throws dev.headway.HeadwayException if one of them names another schema
	 */
	static List<UnitModel> models(DataSource dataSource) {
		return find(dataSource).map((unit) -> model(unit.getKey(), unit.getValue())).toList();
	}

	private static Stream<Map.Entry<SessionFactoryImplementor, Metadata>> find(DataSource dataSource) {
		DataSource wanted = unwrapped(dataSource);
		return units.entrySet().stream().filter((unit) -> unit.getKey().isOpen() && uses(unit.getKey(), wanted));
	}

	private static boolean uses(SessionFactoryImplementor factory, DataSource dataSource) {
		return DATA_SOURCES.stream()
			.map(factory.getProperties()::get)
			.anyMatch((setting) -> setting instanceof DataSource other && unwrapped(other) == dataSource);
	}

	private static DataSource unwrapped(DataSource dataSource) {
		DataSource target = (dataSource instanceof DelegatingDataSource proxy) ? proxy.getTargetDataSource() : null;
		return (target != null) ? unwrapped(target) : dataSource;
	}

	private static UnitModel model(SessionFactoryImplementor factory, Metadata metadata) {
		Object name = factory.getProperties().get("hibernate.persistenceUnitName");
		return UnitModel.of((name != null) ? name.toString() : "default", metadata, factory.getServiceRegistry(),
				factory.getSessionFactoryOptions());
	}

}
