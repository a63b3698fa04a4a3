package dev.headway.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;

/**
 * Reads the objects of PostgreSQL that a {@link DefinedObject} represents.
 */
final class PostgresqlObjects {

	private static final String EXTENSIONS = """
			select n.nspname as schema_name, e.extname as object_name, 'version ' || e.extversion as definition
			from pg_extension e join pg_namespace n on n.oid = e.extnamespace""";

	private static final String TYPES = """
			select n.nspname as schema_name, t.typname as object_name,
			  case t.typtype when 'e' then 'ENUM' when 'd' then 'DOMAIN' else 'TYPE' end as kind,
			  case t.typtype
			    when 'e' then (select string_agg(quote_literal(v.enumlabel), ', ' order by v.enumsortorder)
			      from pg_enum v where v.enumtypid = t.oid)
			    when 'd' then concat_ws(' ', format_type(t.typbasetype, t.typtypmod), case when t.typnotnull then 'not null' end,
			      'default ' || t.typdefault, (select string_agg(pg_get_constraintdef(o.oid, true), ' ' order by 1)
			        from pg_constraint o where o.contypid = t.oid and o.contype = 'c'))
			    else (select string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum)
			      from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) end
			    as definition
			from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
			where (t.typtype in ('e', 'd') or c.relkind = 'c') and n.nspname in (:schemas)"""
			+ PostgresqlText.notInExtension("pg_type", "t.oid");

	private static final String VIEWS = """
			select n.nspname as schema_name, c.relname as object_name,
			  case c.relkind when 'v' then 'VIEW' else 'MATERIALIZED_VIEW' end as kind,
			  concat_ws(' ', 'with (' || array_to_string(c.reloptions, ', ') || ')', pg_get_viewdef(c.oid, true)) as definition
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where c.relkind in ('v', 'm') and n.nspname in (:schemas)"""
			+ PostgresqlText.notInExtension("pg_class", "c.oid");

	private static final String ROUTINES = """
			select n.nspname as schema_name, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as object_name,
			  case p.prokind when 'p' then 'PROCEDURE' when 'a' then 'AGGREGATE' else 'FUNCTION' end as kind,
			  case when p.prokind = 'a' then concat_ws(' ', 'sfunc', g.aggtransfn, 'stype', format_type(g.aggtranstype, null),
			    'finalfunc ' || nullif(g.aggfinalfn::text, '-'), 'initcond ' || g.agginitval)
			    else pg_get_functiondef(p.oid) end as definition
			from pg_proc p join pg_namespace n on n.oid = p.pronamespace left join pg_aggregate g on g.aggfnoid = p.oid
			where n.nspname in (:schemas)"""
			+ PostgresqlText.notInExtension("pg_proc", "p.oid");

	private static final String TRIGGERS = """
			select n.nspname as schema_name, c.relname as table_name, t.tgname as object_name, 'TRIGGER' as kind,
			  pg_get_triggerdef(t.oid, true) || case t.tgenabled when 'O' then '' when 'D' then ' (disabled)'
			    when 'R' then ' (on replica)' else ' (always)' end as definition
			from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
			where not t.tgisinternal and n.nspname in (:schemas)""";

	private static final String POLICIES = """
			select schemaname as schema_name, tablename as table_name, policyname as object_name, 'POLICY' as kind,
			  concat_ws(' ', lower(permissive), 'for', lower(cmd), 'to', array_to_string(roles, ', '),
			    'using (' || qual || ')', 'with check (' || with_check || ')') as definition
			from pg_policies where schemaname in (:schemas)""";

	private PostgresqlObjects() {
	}

	static List<SchemaElement> read(Catalog catalog) {
		List<SchemaElement> elements = new ArrayList<>();
		elements.addAll(catalog.list(EXTENSIONS, PostgresqlObjects::extension));
		for (String sql : List.of(TYPES, VIEWS, ROUTINES)) {
			elements.addAll(catalog.list(sql, CatalogRow::definedObject));
		}
		for (String sql : List.of(TRIGGERS, POLICIES)) {
			elements.addAll(catalog.list(sql, CatalogRow::objectOfTable));
		}
		return elements;
	}

	private static DefinedObject extension(CatalogRow row) throws SQLException {
		ObjectName name = ObjectName.of(row.string("object_name"));
		return new DefinedObject(ElementKind.EXTENSION, name, null, row.text("definition"));
	}

}
