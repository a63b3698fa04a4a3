package dev.headway.boot.model;

import java.util.function.Supplier;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;

/**
 * Takes the {@link UnitModel} from a persistence unit while Hibernate builds its factory,
 * which may fail afterwards because the model does not fit the database.
 */
final class ModelIntegrator implements Integrator {

	private final Supplier<String> name;

	private @Nullable UnitModel model;

	private @Nullable HeadwayException refusal;

	/**
	 * Create an integrator.
	 * @param name gives the name of the unit once it starts
	 */
	ModelIntegrator(Supplier<String> name) {
		this.name = name;
	}

	@Override
	public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
		String name = this.name.get();
		try {
			this.model = new ModelDdl(metadata, context.getServiceRegistry()).model(name,
					factory.getSessionFactoryOptions());
		}
		catch (HeadwayException ex) {
			this.refusal = ex;
		}
		catch (RuntimeException ex) {
			this.refusal = new HeadwayException(
					"Hibernate cannot write the SQL of the persistence unit '%s': %s".formatted(name, ex.getMessage()),
					ex);
		}
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
