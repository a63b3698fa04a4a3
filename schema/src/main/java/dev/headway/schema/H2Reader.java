package dev.headway.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.Column;
import dev.headway.schema.element.SchemaElement;

/**
 * Reads the information schema of H2, with {@link H2Constraints} for constraints and
 * indexes.
 */
final class H2Reader {

	private static final String TABLES = """
			select table_schema as schema_name, table_name, nullif(table_type, 'BASE TABLE') as properties, remarks
			from information_schema.tables
			where table_schema in (:schemas) and table_type in ('BASE TABLE', 'GLOBAL TEMPORARY')""";

	private static final String COLUMNS = """
			select c.table_schema as schema_name, c.table_name, c.column_name, c.column_name as object_name,
			  c.is_nullable = 'YES' as nullable,
			  coalesce(c.domain_name, data_type_sql(c.table_schema, c.table_name, 'TABLE', c.dtd_identifier)) as type,
			  c.column_default, c.is_identity = 'YES' as is_identity, c.identity_generation,
			  c.identity_start as start_value, c.identity_increment as increment, c.identity_minimum as minimum_value,
			  c.identity_maximum as maximum_value, c.identity_cache as cache, c.identity_cycle = 'YES' as cycles,
			  c.generation_expression, c.column_on_update, c.default_on_null, c.is_visible, c.remarks
			from information_schema.columns c
			where c.table_schema in (:schemas) and (c.table_schema, c.table_name) in (
			  select t.table_schema, t.table_name from information_schema.tables t
			  where t.table_type in ('BASE TABLE', 'GLOBAL TEMPORARY'))
			order by c.table_schema, c.table_name, c.ordinal_position""";

	private static final String SEQUENCES = """
			select sequence_schema as schema_name, sequence_name as object_name, data_type as type, start_value, increment,
			  minimum_value, maximum_value, cache, cycle_option = 'YES' as cycles
			from information_schema.sequences where sequence_schema in (:schemas)""";

	private static final String VIEWS = """
			select table_schema as schema_name, table_name as object_name, 'VIEW' as kind, view_definition as definition
			from information_schema.views where table_schema in (:schemas)""";

	private static final String DOMAINS = """
			select d.domain_schema as schema_name, d.domain_name as object_name, 'DOMAIN' as kind,
			  concat_ws(' ', data_type_sql(d.domain_schema, d.domain_name, 'DOMAIN', d.dtd_identifier),
			    'default ' || d.domain_default, (
			    select listagg('check (' || c.check_clause || ')', ' ') within group (order by c.check_clause)
			    from information_schema.domain_constraints dc join information_schema.check_constraints c
			    on c.constraint_schema = dc.constraint_schema and c.constraint_name = dc.constraint_name
			    where dc.domain_schema = d.domain_schema and dc.domain_name = d.domain_name)) as definition
			from information_schema.domains d where d.domain_schema in (:schemas)""";

	private static final String CONSTANTS = """
			select constant_schema as schema_name, constant_name as object_name, 'CONSTANT' as kind,
			  value_definition as definition
			from information_schema.constants where constant_schema in (:schemas)""";

	private static final String ROUTINES = """
			select routine_schema as schema_name, routine_name as object_name, routine_type as kind,
			  coalesce(routine_definition, external_name) as definition
			from information_schema.routines where routine_schema in (:schemas)""";

	private static final String TRIGGERS = """
			select trigger_schema as schema_name, trigger_name as object_name, event_object_table as table_name,
			  'TRIGGER' as kind,
			  concat_ws(' ', action_timing, event_manipulation, 'for each', action_orientation,
			    case when is_rollback then 'on rollback' end, 'call', java_class) as definition
			from information_schema.triggers where trigger_schema in (:schemas)""";

	private H2Reader() {
	}

	static List<SchemaElement> read(Catalog catalog) {
		List<SchemaElement> elements = new ArrayList<>();
		elements.addAll(catalog.list(TABLES, CatalogRow::tableElement));
		elements.addAll(catalog.list(COLUMNS, H2Reader::column));
		elements.addAll(new H2Constraints(catalog).read());
		elements.addAll(catalog.list(SEQUENCES, (row) -> row.sequence(null)));
		for (String sql : List.of(VIEWS, DOMAINS, CONSTANTS, ROUTINES)) {
			elements.addAll(catalog.list(sql, CatalogRow::definedObject));
		}
		elements.addAll(catalog.list(TRIGGERS, CatalogRow::objectOfTable));
		return elements;
	}

	private static Column column(CatalogRow row) throws SQLException {
		return new Column(row.table(), row.string("column_name"), row.text("type"), row.flag("nullable"),
				row.textOrNull("column_default"), generation(row), null, row.stringOrNull("remarks"));
	}

	private static @Nullable String generation(CatalogRow row) throws SQLException {
		String expression = row.textOrNull("generation_expression");
		String onUpdate = row.textOrNull("column_on_update");
		String generation = CatalogRow.join(row.flag("is_identity") ? identity(row) : null,
				(expression != null) ? "generated always as (" + expression + ")" : null,
				(onUpdate != null) ? "on update " + onUpdate : null,
				row.flag("default_on_null") ? "default on null" : null, row.flag("is_visible") ? null : "invisible");
		return generation.isEmpty() ? null : generation;
	}

	private static String identity(CatalogRow row) throws SQLException {
		String generation = row.string("identity_generation").toLowerCase(Locale.ROOT);
		return row.sequence(row.table()).generation("generated " + generation + " as identity");
	}

}
