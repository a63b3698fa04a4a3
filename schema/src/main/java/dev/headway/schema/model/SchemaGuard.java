package dev.headway.schema.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.NamedAuxiliaryDatabaseObject;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;

import dev.headway.HeadwayException;

/**
 * Refuses a model whose statements would create something outside of the current schema.
 */
final class SchemaGuard {

	private final Metadata metadata;

	private final Database database;

	SchemaGuard(Metadata metadata) {
		this.metadata = metadata;
		this.database = metadata.getDatabase();
	}

	void check(String unit) {
		List<String> outside = new ArrayList<>();
		for (Namespace namespace : this.database.getNamespaces()) {
			String qualifier = qualifier(namespace.getPhysicalName());
			if (!qualifier.isEmpty()) {
				namespace.getTables().forEach((table) -> outside.add(describe(qualifier, table)));
				namespace.getSequences()
					.forEach((sequence) -> outside
						.add("the sequence %s%s".formatted(qualifier, sequence.getName().getObjectName().getText())));
				namespace.getUserDefinedTypes()
					.forEach((type) -> outside.add("the type %s%s".formatted(qualifier, type.getName())));
			}
		}
		for (AuxiliaryDatabaseObject object : this.database.getAuxiliaryDatabaseObjects()) {
			if (!(object instanceof NamedAuxiliaryDatabaseObject)
					&& object.appliesToDialect(this.database.getDialect())) {
				outside.add("the auxiliary object '%s'"
					.formatted(String.join("; ", object.sqlCreateStrings(SqlStringGenerationContextImpl
						.fromExplicit(this.database.getJdbcEnvironment(), this.database, null, null)))));
			}
		}
		String implicit = qualifier(this.database.getPhysicalImplicitNamespaceName());
		if (outside.isEmpty() && !implicit.isEmpty()) {
			outside.add("everything, because of the default %s in a mapping file".formatted(implicit));
		}
		if (!outside.isEmpty()) {
			throw new HeadwayException(
					"The persistence unit '%s' maps what may be outside of the schema of its migrations: %s. Remove schema and catalog there and set hibernate.default_schema instead, or write the revision with 'db revision -m \"change the schema\"'."
						.formatted(unit, String.join(", ", outside)));
		}
	}

	private String describe(String qualifier, Table table) {
		String entities = this.metadata.getEntityBindings()
			.stream()
			.filter((entity) -> entity.getTable().equals(table))
			.map(PersistentClass::getEntityName)
			.collect(Collectors.joining(", "));
		return "the table %s%s".formatted(qualifier, table.getName())
				+ (entities.isEmpty() ? "" : " of %s".formatted(entities));
	}

	/**
	 * The name of a schema or catalog as far as Hibernate writes it, with a dot at its
	 * end.
	 */
	private String qualifier(Namespace.Name name) {
		Identifier schema = this.database.getJdbcEnvironment().getNameQualifierSupport().supportsSchemas()
				? name.schema() : null;
		return ((name.catalog() != null) ? name.catalog().getText() + "." : "")
				+ ((schema != null) ? schema.getText() + "." : "");
	}

}
