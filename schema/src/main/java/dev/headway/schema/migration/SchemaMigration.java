package dev.headway.schema.migration;

import java.util.List;

import dev.headway.schema.SchemaSnapshot;

/**
 * The statements that turn the structure of a database into that of a model, and back.
 * What only the database has and a model cannot describe is kept, as are its other
 * tables.
 */
public final class SchemaMigration {

	private SchemaMigration() {
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
		return new SchemaMigration();
	}

	/**
	 * The migration back. It undoes exactly the {@link #changes()}, so what this one kept
	 * it does not create.
	 * @return the downgrade
	 */
	public SchemaMigration reverse() {
		return this;
	}

	/**
	 * Whether database and model agree.
	 * @return {@code true} if there is no change
	 */
	public boolean isEmpty() {
		return changes().isEmpty();
	}

	/**
	 * What differs.
	 * @return the changes, in the order in which people read them
	 */
	public List<DetectedChange> changes() {
		return List.of();
	}

	/**
	 * What people should know but no statement does: what only the database has, and
	 * options that the changes suggest, such as {@code --rename users.name=full_name}.
	 * @return the sentences
	 */
	public List<String> remarks() {
		return List.of();
	}

	/**
	 * The statements, without comments and without semicolons.
	 * @return the statements, in the order in which they must run
	 */
	public List<String> statements() {
		return List.of();
	}

	/**
	 * The statements as a script, each with a semicolon, and with comments above those
	 * that destroy data, may fail or take long.
	 * @return the script, empty if there is nothing to do
	 */
	public String script() {
		return "";
	}

}
