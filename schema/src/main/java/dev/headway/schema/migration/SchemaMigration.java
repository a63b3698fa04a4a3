package dev.headway.schema.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.schema.SchemaDifference.Change;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.element.SchemaElement;

/**
 * The statements that turn the structure of a database into that of a model, and back.
 * What only the database has and a model cannot describe is kept, as are its other
 * tables.
 */
public final class SchemaMigration {

	private final Dialect dialect;

	private final MigrationOptions options;

	private final List<Change> renames;

	private final List<Change> changes;

	private final List<SchemaElement> kept;

	private final List<String> remarks;

	private final List<Suggestion> suggestions;

	private final boolean renamesLast;

	private SchemaMigration(Dialect dialect, MigrationOptions options, List<Change> renames, List<Change> changes,
			List<SchemaElement> kept, List<String> remarks, List<Suggestion> suggestions, boolean renamesLast) {
		this.dialect = dialect;
		this.options = options;
		this.renames = renames;
		this.changes = changes;
		this.kept = kept;
		this.remarks = remarks;
		this.suggestions = suggestions;
		this.renamesLast = renamesLast;
	}

	/**
	 * Compare a database with a model. Both snapshots must come from the same server.
	 * @param database the structure of the database
	 * @param model the structure that it should have
	 * @param databaseType the type of the database: H2, PostgreSQL or MariaDB
	 * @param options what the comparison cannot know
	 * @return the migration from the database to the model; its {@link #reverse()} is the
	 * downgrade
	 */
	public static SchemaMigration between(SchemaSnapshot database, SchemaSnapshot model, String databaseType,
			MigrationOptions options) {
		Dialect dialect = Dialect.of(databaseType);
		Structure target = new Structure(model.elements().stream().map(dialect::withStableName).toList());
		Renaming renaming = Renaming.of(database.elements(), target, options, dialect);
		SchemaComparison comparison = new SchemaComparison(dialect, options, new Structure(renaming.elements()), target)
			.compare();
		return new SchemaMigration(dialect, options, renaming.changes(), comparison.changes(), comparison.kept(),
				comparison.remarks(), comparison.suggestions(), false);
	}

	/**
	 * The migration back. It undoes exactly the {@link #changes()}, so what this one kept
	 * it does not create.
	 * @return the downgrade
	 */
	public SchemaMigration reverse() {
		List<Change> undone = new ArrayList<>(reversed(this.renames));
		Collections.reverse(undone);
		return new SchemaMigration(this.dialect, this.options, undone, reversed(this.changes), this.kept, List.of(),
				List.of(), !this.renamesLast);
	}

	private static List<Change> reversed(List<Change> changes) {
		return changes.stream().map((change) -> new Change(change.after(), change.before())).toList();
	}

	/**
	 * Whether database and model agree.
	 * @return {@code true} if there is no change
	 */
	public boolean isEmpty() {
		return this.renames.isEmpty() && this.changes.isEmpty();
	}

	/**
	 * What differs.
	 * @return the changes, in the order in which people read them
	 */
	public List<DetectedChange> changes() {
		return ChangeWords.of(this.renames, this.changes, this.dialect);
	}

	/**
	 * What people should know but no statement does, such as what only the database has.
	 * @return the sentences
	 */
	public List<String> remarks() {
		return this.remarks;
	}

	/**
	 * Options that the changes suggest.
	 * @return the suggestions
	 */
	public List<Suggestion> suggestions() {
		return this.suggestions;
	}

	/**
	 * The statements, without comments and without semicolons.
	 * @return the statements, in the order in which they must run
	 */
	public List<String> statements() {
		return write().stream().map(MigrationStatement::sql).toList();
	}

	/**
	 * The statements as a script, each with a semicolon, and with comments above those
	 * that destroy data, may fail or take long.
	 * @return the script, empty if there is nothing to do
	 */
	public String script() {
		return write().stream().map((statement) -> statement + "\n").collect(Collectors.joining());
	}

	private List<MigrationStatement> write() {
		List<MigrationStatement> renaming = this.renames.stream()
			.flatMap((change) -> this.dialect.rename(change).stream())
			.map(MigrationStatement::new)
			.toList();
		List<MigrationStatement> others = new MigrationWriter(this.dialect, this.options, this.changes, this.kept)
			.write();
		return (this.renamesLast ? Stream.of(others, renaming) : Stream.of(renaming, others)).flatMap(List::stream)
			.toList();
	}

	/**
	 * An option that only people can decide on.
	 *
	 * @param condition when it is right, such as {@code If 'users.name' was renamed}
	 * @param option the option, such as {@code --rename=users.name=full_name}
	 */
	public record Suggestion(String condition, String option) {

	}

}
