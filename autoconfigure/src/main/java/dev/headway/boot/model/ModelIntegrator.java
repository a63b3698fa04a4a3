package dev.headway.boot.model;

import java.util.function.Supplier;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.schema.model.UnitModel;

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
		try {
			this.model = UnitModel.of(this.name.get(), metadata, context.getServiceRegistry(),
					factory.getSessionFactoryOptions());
		}
		catch (HeadwayException ex) {
			this.refusal = ex;
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
