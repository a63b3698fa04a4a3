package dev.headway.boot.model;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.schema.model.UnitModel;

/**
 * Takes the {@link UnitModel} from a persistence unit while Hibernate builds its factory,
 * which may fail afterwards because the model does not fit the database.
 */
final class ModelIntegrator implements Integrator {

	private static final List<String> DATA_SOURCES = List.of("jakarta.persistence.nonJtaDataSource",
			"jakarta.persistence.jtaDataSource", "hibernate.connection.datasource");

	private final Supplier<String> name;

	private @Nullable UnitModel model;

	private @Nullable HeadwayException refusal;

	private @Nullable SessionFactoryImplementor factory;

	private @Nullable DataSource dataSource;

	/**
	 * Create an integrator.
	 * @param name gives the name of the unit once it starts
	 */
	ModelIntegrator(Supplier<String> name) {
		this.name = name;
	}

	@Override
	public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
		this.factory = factory;
		this.dataSource = dataSource(context.getServiceRegistry());
		try {
			this.model = UnitModel.of(this.name.get(), metadata, context.getServiceRegistry(),
					factory.getSessionFactoryOptions());
		}
		catch (HeadwayException ex) {
			this.refusal = ex;
		}
	}

	private static @Nullable DataSource dataSource(ServiceRegistry services) {
		Map<String, Object> settings = services.requireService(ConfigurationService.class).getSettings();
		return DATA_SOURCES.stream()
			.map(settings::get)
			.filter(DataSource.class::isInstance)
			.map(DataSource.class::cast)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether the model is that of a factory.
	 */
	boolean isOf(EntityManagerFactory other) {
		return this.factory != null && other.unwrap(SessionFactoryImplementor.class) == this.factory;
	}

	boolean isOfSame(ModelIntegrator other) {
		return this.factory != null && this.factory == other.factory;
	}

	/**
	 * The database in the unit's settings, {@code null} if it is not a
	 * {@link DataSource}.
	 */
	@Nullable DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * The model, {@code null} if Hibernate has not got so far.
	 */
	@Nullable UnitModel model() {
		if (this.refusal != null) {
			throw this.refusal;
		}
		return this.model;
	}

}
