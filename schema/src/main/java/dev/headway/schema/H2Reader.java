package dev.headway.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.Column;
import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.element.Table;

/**
 * Reads the information schema of H2, with {@link H2Constraints} for constraints and
 * indexes.
 */
final class H2Reader {

	private static final String TABLES = """
			select table_schema as schema_name, table_name, table_type, remarks from information_schema.tables
			where table_schema in (:schemas) and table_type in ('BASE TABLE', 'GLOBAL TEMPORARY')""";

	private static final String COLUMNS = """
			select c.table_schema as schema_name, c.table_name, c.column_name, c.is_nullable = 'YES' as nullable,
			  coalesce(c.domain_name, data_type_sql(c.table_schema, c.table_name, 'TABLE', c.dtd_identifier)) as type,
			  c.column_default, c.is_identity = 'YES' as is_identity, c.identity_generation, c.identity_start,
			  c.identity_increment, c.identity_minimum, c.identity_maximum, c.identity_cache,
			  c.identity_cycle = 'YES' as identity_cycle, c.generation_expression, c.column_on_update,
			  c.default_on_null, c.is_visible, c.remarks
			from information_schema.columns c
			where c.table_schema in (:schemas) and (c.table_schema, c.table_name) in (
			  select t.table_schema, t.table_name from information_schema.tables t
			  where t.table_type in ('BASE TABLE', 'GLOBAL TEMPORARY'))
			order by c.table_schema, c.table_name, c.ordinal_position""";

	private static final String SEQUENCES = """
			select sequence_schema as schema_name, sequence_name as object_name, data_type, start_value, increment,
			  minimum_value, maximum_value, cache, cycle_option = 'YES' as cycles
			from information_schema.sequences where sequence_schema in (:schemas)""";

	private static final String VIEWS = """
			select table_schema as schema_name, table_name as object_name, view_definition as definition
			from information_schema.views where table_schema in (:schemas)""";

	private static final String DOMAINS = """
			select d.domain_schema as schema_name, d.domain_name as object_name,
			  concat_ws(' ', data_type_sql(d.domain_schema, d.domain_name, 'DOMAIN', d.dtd_identifier),
			    'default ' || d.domain_default, (
			    select listagg('check (' || c.check_clause || ')', ' ') within group (order by c.check_clause)
			    from information_schema.domain_constraints dc join information_schema.check_constraints c
			    on c.constraint_schema = dc.constraint_schema and c.constraint_name = dc.constraint_name
			    where dc.domain_schema = d.domain_schema and dc.domain_name = d.domain_name)) as definition
			from information_schema.domains d where d.domain_schema in (:schemas)""";

	private static final String CONSTANTS = """
			select constant_schema as schema_name, constant_name as object_name, value_definition as definition
			from information_schema.constants where constant_schema in (:schemas)""";

	private static final String ROUTINES = """
			select routine_schema as schema_name, routine_name as object_name, routine_type,
			  coalesce(routine_definition, external_name) as definition
			from information_schema.routines where routine_schema in (:schemas)""";

	private static final String TRIGGERS = """
			select trigger_schema as schema_name, trigger_name as object_name, event_object_table as table_name,
			  concat_ws(' ', action_timing, event_manipulation, 'for each', action_orientation,
			    case when is_rollback then 'on rollback' end, 'call', java_class) as definition
			from information_schema.triggers where trigger_schema in (:schemas)""";

	private H2Reader() {
	}

	static List<SchemaElement> read(Catalog catalog) {
		List<SchemaElement> elements = new ArrayList<>();
		elements.addAll(catalog.list(TABLES, H2Reader::table));
		elements.addAll(catalog.list(COLUMNS, H2Reader::column));
		elements.addAll(new H2Constraints(catalog).read());
		elements.addAll(catalog.list(SEQUENCES, H2Reader::sequence));
		elements.addAll(catalog.list(VIEWS, (row) -> defined(ElementKind.VIEW, row)));
		elements.addAll(catalog.list(DOMAINS, (row) -> defined(ElementKind.DOMAIN, row)));
		elements.addAll(catalog.list(CONSTANTS, (row) -> defined(ElementKind.CONSTANT, row)));
		elements.addAll(catalog.list(ROUTINES, (row) -> defined(routineKind(row), row)));
		elements.addAll(catalog.list(TRIGGERS, H2Reader::trigger));
		return elements;
	}

	private static Table table(CatalogRow row) throws SQLException {
		String type = row.string("table_type");
		return new Table(row.table(), type.equals("BASE TABLE") ? "" : type, row.stringOrNull("remarks"));
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
		return new Sequence(row.table(), row.table(), "", row.number("identity_start"),
				row.number("identity_increment"), row.number("identity_minimum"), row.number("identity_maximum"),
				row.number("identity_cache"), row.flag("identity_cycle"))
			.generation("generated " + row.string("identity_generation").toLowerCase(Locale.ROOT) + " as identity");
	}

	private static Sequence sequence(CatalogRow row) throws SQLException {
		return new Sequence(row.object(), null, row.string("data_type"), row.number("start_value"),
				row.number("increment"), row.number("minimum_value"), row.number("maximum_value"), row.number("cache"),
				row.flag("cycles"));
	}

	private static ElementKind routineKind(CatalogRow row) throws SQLException {
		return switch (row.string("routine_type")) {
			case "PROCEDURE" -> ElementKind.PROCEDURE;
			case "AGGREGATE" -> ElementKind.AGGREGATE;
			default -> ElementKind.FUNCTION;
		};
	}

	private static DefinedObject trigger(CatalogRow row) throws SQLException {
		return new DefinedObject(ElementKind.TRIGGER, row.object(), row.table(), row.text("definition"));
	}

	private static DefinedObject defined(ElementKind kind, CatalogRow row) throws SQLException {
		return new DefinedObject(kind, row.object(), null, row.text("definition"));
	}

}
