package dev.headway.schema.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.engine.jdbc.env.spi.NameQualifierSupport;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.tool.schema.SourceType;
import org.hibernate.tool.schema.TargetType;
import org.hibernate.tool.schema.spi.CommandAcceptanceException;
import org.hibernate.tool.schema.spi.ContributableMatcher;
import org.hibernate.tool.schema.spi.ExceptionHandler;
import org.hibernate.tool.schema.spi.ExecutionOptions;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.ScriptSourceInput;
import org.hibernate.tool.schema.spi.ScriptTargetOutput;
import org.hibernate.tool.schema.spi.SourceDescriptor;
import org.hibernate.tool.schema.spi.TargetDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Hibernate write the statements that create everything that a model maps, without
 * the name of a schema, so that they run in any.
 */
final class ModelDdl {

	/**
	 * All settings that the tool gets. Without those of the unit, it adds neither a
	 * default schema nor the statements of import scripts.
	 */
	private static final Map<String, Object> SETTINGS = Map.of("hibernate.hbm2ddl.skip_default_import_file", true);

	private final Metadata metadata;

	private final ServiceRegistry services;

	ModelDdl(Metadata metadata, ServiceRegistry services) {
		this.metadata = metadata;
		this.services = services;
	}

	UnitModel model(String name, SessionFactoryOptions options) {
		new SchemaGuard(this.metadata).check(name);
		if (this.metadata instanceof MetadataImplementor ordered) {
			ordered.orderColumns(false);
		}
		return new UnitModel(name, schema(options), statements(), this.metadata);
	}

	private @Nullable String schema(SessionFactoryOptions options) {
		NameQualifierSupport support = this.metadata.getDatabase().getJdbcEnvironment().getNameQualifierSupport();
		String name = support.supportsSchemas() ? options.getDefaultSchema() : options.getDefaultCatalog();
		return (name != null) ? Identifier.toIdentifier(name).getText() : null;
	}

	private List<String> statements() {
		List<String> statements = new ArrayList<>();
		this.services.requireService(SchemaManagementTool.class)
			.getSchemaCreator(SETTINGS)
			.doCreation(this.metadata, new Execution(), ContributableMatcher.ALL, new Source(), new Target(statements));
		return statements;
	}

	private record Execution() implements ExecutionOptions, ExceptionHandler {

		@Override
		public Map<String, Object> getConfigurationValues() {
			return SETTINGS;
		}

		@Override
		public boolean shouldManageNamespaces() {
			return false;
		}

		@Override
		public ExceptionHandler getExceptionHandler() {
			return this;
		}

		@Override
		public void handleException(CommandAcceptanceException exception) {
			throw exception;
		}

	}

	private record Source() implements SourceDescriptor {

		@Override
		public SourceType getSourceType() {
			return SourceType.METADATA;
		}

		@Override
		public @Nullable ScriptSourceInput getScriptSourceInput() {
			return null;
		}

	}

	private record Target(List<String> statements) implements TargetDescriptor, ScriptTargetOutput {

		@Override
		public EnumSet<TargetType> getTargetTypes() {
			return EnumSet.of(TargetType.SCRIPT);
		}

		@Override
		public ScriptTargetOutput getScriptTargetOutput() {
			return this;
		}

		@Override
		public void prepare() {
		}

		@Override
		public void accept(String command) {
			this.statements.add(command.strip().replaceFirst(";$", ""));
		}

		@Override
		public void release() {
		}

	}

}
