package dev.headway.flyway.internals;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;

/**
 * Flyway's parser without a connection. Of Flyway's own placeholders, those that come
 * from the database have no value. Without the database's version, Flyway treats
 * {@code ALTER TYPE ... ADD VALUE} of PostgreSQL as a statement that cannot run in a
 * transaction, so a script may mix both kinds here. The same on Flyway 11.14, 12 and 13.
 */
public final class OfflineParser implements ScriptParser {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

	private final Configuration configuration;

	private final ResourceProvider resources;

	private final DatabaseType type;

	private final ParsingContext context = new ParsingContext();

	private final SqlScriptFactory factory;

	private OfflineParser(Configuration configuration, ResourceProvider resources, DatabaseType type) {
		this.configuration = configuration;
		this.resources = resources;
		this.type = type;
		populate(this.context.getPlaceholders());
		this.factory = type.createSqlScriptFactory(configuration, this.context);
	}

	/**
	 * Find the parser for a database. Several database types may share a form of URL.
	 * @param configuration the settings
	 * @param resources where the settings of single scripts are
	 * @param url the JDBC URL of the database
	 * @param known whether a database type is known, by its name
	 * @return the parser, or empty if the database type is unknown
	 */
	public static Optional<OfflineParser> find(Configuration configuration, ResourceProvider resources, String url,
			Predicate<String> known) {
		return configuration.getPluginRegister()
			.getInstancesOf(DatabaseType.class)
			.stream()
			.sorted()
			.filter((type) -> known.test(type.getName()) && type.handlesJDBCUrl(url))
			.map((type) -> new OfflineParser(configuration, resources, type))
			.findFirst();
	}

	private void populate(Map<String, String> placeholders) {
		String prefix = "flyway" + this.configuration.getPlaceholderSeparator();
		String schema = FlywayConventions.defaultSchema(this.configuration);
		if (schema != null) {
			placeholders.put(prefix + "defaultSchema", schema);
		}
		placeholders.put(prefix + "table", this.configuration.getTable());
		placeholders.put(prefix + "timestamp", TIMESTAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
	}

	@Override
	public String databaseType() {
		return this.type.getName();
	}

	@Override
	public ParsedScript parse(LoadableResource resource) {
		return new ParsedScript(this.factory.createSqlScript(new ParserResource(resource), true, this.resources));
	}

	/**
	 * Compute the checksum of a repeatable migration. Flyway replaces placeholders first.
	 * @param resource the migration
	 * @return its checksum
	 */
	public int checksum(LoadableResource resource) {
		ParsedScript script = parse(resource);
		return ChecksumCalculator.calculate(script.replacesPlaceholders() ? LoadableResource
			.createPlaceholderReplacingLoadableResource(resource, this.configuration, this.context) : resource);
	}

}
