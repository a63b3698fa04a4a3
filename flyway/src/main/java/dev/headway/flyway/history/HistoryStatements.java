package dev.headway.flyway.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.extensibility.MigrationType;
import org.jspecify.annotations.Nullable;

import dev.headway.flyway.internals.FlywayConventions;
import dev.headway.revision.Version;
import dev.headway.script.Script;

/**
 * The SQL statements that record in the schema history and the graph table what Flyway
 * and {@link HistoryWriter} record in a run.
 */
public final class HistoryStatements {

	private final Configuration configuration;

	private final SqlDialect dialect;

	private final TableName table;

	private final String installedBy;

	public HistoryStatements(Configuration configuration, SqlDialect dialect) {
		this.configuration = configuration;
		this.dialect = dialect;
		this.table = new TableName(FlywayConventions.defaultSchema(configuration), configuration.getTable(),
				dialect.quote(), false);
		String installedBy = configuration.getInstalledBy();
		this.installedBy = (installedBy != null) ? dialect.literal(installedBy) : dialect.currentUser();
	}

	/**
	 * What comes first on a connection.
	 * @param blank whether there is no history yet
	 * @return the statements
	 */
	public List<String> session(boolean blank) {
		List<String> statements = new ArrayList<>(this.dialect.session());
		String initSql = this.configuration.getInitSql();
		if (initSql != null && !initSql.isBlank()) {
			statements.add(initSql.strip().replaceFirst(";$", ""));
		}
		if (blank && this.configuration.isCreateSchemas()) {
			schemas().forEach((schema) -> statements.add("CREATE SCHEMA IF NOT EXISTS " + this.dialect.quoted(schema)));
		}
		if (this.table.schema() != null) {
			statements.add(this.dialect.enter(this.table.schema()));
		}
		return statements;
	}

	private Set<String> schemas() {
		Set<String> schemas = new LinkedHashSet<>();
		if (this.table.schema() != null) {
			schemas.add(this.table.schema());
		}
		schemas.addAll(List.of(this.configuration.getSchemas()));
		return schemas;
	}

	/**
	 * Create the history table as Flyway does.
	 * @return the statements
	 */
	public List<String> createHistory() {
		String index = this.dialect.quoted(this.table.name() + "_s_idx");
		String success = " (" + column("success") + ")";
		boolean inside = this.dialect == SqlDialect.MARIADB;
		String create = """
				CREATE TABLE IF NOT EXISTS %s (
				    "installed_rank" INT NOT NULL,
				    "version" VARCHAR(50),
				    "description" VARCHAR(200) NOT NULL,
				    "type" VARCHAR(20) NOT NULL,
				    "script" VARCHAR(1000) NOT NULL,
				    "checksum" INT,
				    "installed_by" VARCHAR(100) NOT NULL,
				    "installed_on" TIMESTAMP NOT NULL DEFAULT %s,
				    "execution_time" INT NOT NULL,
				    "success" BOOLEAN NOT NULL,
				    CONSTRAINT %s PRIMARY KEY ("installed_rank")%s
				)""".replace("\"", this.dialect.quote())
			.formatted(this.table.qualified(), this.dialect.now(), this.dialect.quoted(this.table.name() + "_pk"),
					inside ? ",\n    INDEX " + index + success : "");
		return inside ? List.of(create) : List.of(create + this.dialect.markerOfTable(this.installedBy),
				"CREATE INDEX IF NOT EXISTS " + indexSchema() + index + " ON " + this.table.qualified() + success);
	}

	/**
	 * Only H2 wants an index to be named with its schema.
	 */
	private String indexSchema() {
		String schema = this.table.schema();
		return (this.dialect == SqlDialect.H2 && schema != null) ? this.dialect.quoted(schema) + "." : "";
	}

	public String createGraph() {
		return graph().createIfMissing();
	}

	public List<String> applied(Stamp stamp) {
		Script script = stamp.script();
		return List.of(
				insert(stamp.version(), script.description(), stamp.type(), script.relativePath(), script.checksum()),
				forget(stamp.version()), graph().insertion(this.dialect.literal(stamp.version().text()),
						this.dialect.literal(GraphTable.text(stamp.parents()))));
	}

	/**
	 * Record what was applied as what it is now: first all {@code DELETE} rows.
	 * @param replacements what to record
	 * @return the statements
	 */
	public List<String> replaced(List<Replacement> replacements) {
		List<String> statements = new ArrayList<>();
		for (Replacement replacement : replacements) {
			HistoryRow old = replacement.old();
			statements.add(insert(old.requireVersion(), old.description(), CoreMigrationType.DELETE,
					replacement.now().script().relativePath(), old.checksum()));
			statements.add(forget(old.requireVersion()));
		}
		replacements.forEach((replacement) -> statements.addAll(applied(replacement.now())));
		return statements;
	}

	public List<String> repeated(Script script, @Nullable Integer checksum) {
		return List.of(insert(null, script.description(), CoreMigrationType.SQL, script.relativePath(), checksum));
	}

	public List<String> undone(Undo undo, Script script) {
		Version version = undo.applied().requireVersion();
		return List.of(insert(version, undo.applied().description(), CoreMigrationType.DELETE, script.relativePath(),
				script.checksum()), forget(version));
	}

	private String insert(@Nullable Version version, String description, MigrationType type, String script,
			@Nullable Integer checksum) {
		String values = String.join(", ", (version != null) ? this.dialect.literal(version.text()) : "NULL",
				this.dialect.literal(FlywayConventions.description(description)), this.dialect.literal(type.name()),
				this.dialect.literal(FlywayConventions.script(script)),
				(checksum != null) ? checksum.toString() : "NULL", this.installedBy, "0", "TRUE");
		return "INSERT INTO " + this.table.qualified() + " (" + this.table.columns(HistoryRow.INSERTED_COLUMNS)
				+ ")\nSELECT GREATEST(COALESCE(MAX(" + column("installed_rank") + "), 0), 0) + 1, " + values + "\nFROM "
				+ this.table.qualified();
	}

	private String forget(Version version) {
		return graph().deletion(this.dialect.literal(version.text()));
	}

	private GraphTable graph() {
		return new GraphTable(this.table.graph());
	}

	private String column(String name) {
		return this.dialect.quoted(name);
	}

}
