package dev.headway;

/**
 * The types of problems of migrations, of a merge of them, or of a migration history.
 * Users see and search for the name of the constant, which is a row of
 * {@code docs/problems.md}.
 */
public enum ProblemType {

	/** A versioned script of the other branch is edited, deleted or renamed here. */
	CHANGED_SCRIPT("Restore the script from the other branch and put the change into a new revision."),

	/** A script was edited after it was applied. */
	CHECKSUM_MISMATCH("Revert the edit (for example with 'git checkout') and put the change into a new migration. If "
			+ "it is intentional, accept it with 'db repair'."),

	/** Revisions revise one another in a cycle. */
	CYCLE("Correct the revises header that points to a higher version."),

	/** Parents and {@code depends-on} headers together form a cycle. */
	DEPENDENCY_CYCLE("Remove one of the depends-on headers."),

	/** A revision depends on itself. */
	DEPENDENCY_SELF_LOOP("Remove the depends-on header."),

	/** The description in the file name differs from the one that was applied. */
	DESCRIPTION_MISMATCH("Rename the file back. If the new name is intentional, accept it with 'db repair'."),

	/** The database has applied another script with the version of this one. */
	DIFFERENT_SCRIPT("Give yours another version, or deploy the build that has the applied script."),

	/** Two repeatable migrations have the same description. */
	DUPLICATE_DESCRIPTION("Delete or rename all but one."),

	/** A script has the same header twice. */
	DUPLICATE_HEADER("Keep one. For a merge, list all parents in one line: -- revises: 2, 3."),

	/** Two revisions of a graph that is built in Java have the same id. */
	DUPLICATE_ID("Give all but one another id."),

	/** Revisions share a branch label, or a label is also the id of a revision. */
	DUPLICATE_LABEL("Choose another label for all but one."),

	/**
	 * Two migrations have the same version. {@code 1}, {@code 01} and {@code 1.0} are the
	 * same version.
	 */
	DUPLICATE_VERSION("Run 'db rebase' with the name of the file that should move."),

	/** A script failed, and the database could not roll it back. */
	FAILED_MIGRATION("Run 'db resolve' with the revision. It shows how far it got, runs the rest, or records what "
			+ "became of it."),

	/** An undo script started and did not finish. */
	HALF_UNDONE("Run the rest with 'db resolve', finish it manually and 'db stamp', or revert it manually and record "
			+ "that with 'db resolve'."),

	/** An id of a graph that is built in Java has a special meaning in symbols. */
	ILLEGAL_ID("Use a version of digits and dots."),

	/** A label of a graph that is built in Java has a special meaning in symbols. */
	ILLEGAL_LABEL("Choose another label."),

	/**
	 * A file looks like a migration, but Flyway skips it because of its name; or a Java
	 * migration has an invalid version.
	 */
	INVALID_NAME("To run it, rename it as suggested, for example v3__x.sql to V3__x.sql; otherwise move it to another "
			+ "folder."),

	/** A file was added below revisions that are applied already. */
	LATE_REVISION("Run 'db rebase', or 'db merge', or set spring.flyway.out-of-order=true."),

	/** A header has no or an invalid value, or a line looks like a mistyped header. */
	MALFORMED_HEADER("Write the line that the message suggests, for example -- revises: 3."),

	/** A {@code depends-on} header names a version or label that does not exist. */
	MISSING_DEPENDENCY("Add the missing migration, or correct the header."),

	/** A versioned migration has no undo script. */
	MISSING_DOWNGRADE("Add a U file next to it. An empty one means that there is nothing to undo."),

	/** A script needs a {@code revises} header and has none. */
	MISSING_HEADER("Add the header as the first line. If the file has been applied already, remove "
			+ "headway.parents=required instead, because the header would change its checksum."),

	/** A location does not exist. */
	MISSING_LOCATION("Create the folder, or correct spring.flyway.locations."),

	/** A {@code revises} header names a version that does not exist. */
	MISSING_PARENT("Add the missing migration, or correct the header."),

	/** The JPA model of the application is not what its migrations make. */
	MODEL_MISMATCH("Write the missing migration with 'db migrate', or correct the model."),

	/** A newer build has applied a script of this one under another version. */
	MOVED_BY_NEWER_BUILD("Nothing to do: deploy the newer build again when it is ready."),

	/** The graph has more than one head. */
	MULTIPLE_HEADS("Join them with 'db merge', or put one after the other with 'db rebase'."),

	/** An undo script belongs to no migration. */
	ORPHANED_DOWNGRADE("Rename it to the version that it undoes, or delete it."),

	/** A revision is not applied, but one that builds on it is. */
	PARENT_NOT_APPLIED("Deploy a build in which no applied revision names it as a parent."),

	/** Revisions are not applied yet. Reported by {@code db check} in an application. */
	PENDING("Run 'db upgrade', or start the application."),

	/**
	 * The database has applied a script under the version that it had before
	 * {@code db rebase}.
	 */
	REPLACED_VERSION("Nothing to do, unless the message says why the next upgrade cannot record the new version."),

	/**
	 * A script was edited after {@code db rebase} wrote a {@code replaces} line into it.
	 */
	REPLACES_MISMATCH("Revert the edit and put the change into a new migration. If no shared database has applied the "
			+ "old file, delete the line."),

	/** A revision revises itself. */
	SELF_LOOP("Name its parent in the header."),

	/** A version was applied as SQL and is now written in Java, or vice versa. */
	TYPE_MISMATCH("Restore the migration that was applied. If the change is intentional, accept it with 'db repair'."),

	/** There is a journal of an edit of migrations that is not finished. */
	UNFINISHED_EDIT("If no command is running, restore all files with 'db rebase --abort'."),

	/** The database contains a revision that does not follow the head of this build. */
	UNKNOWN_REVISION("Deploy a build that has both branches."),

	/**
	 * A script cannot be read, or the class of a Java migration cannot be instantiated.
	 */
	UNREADABLE("Fix its permissions or its .conf file, or add what is missing to the class path, or remove it from the "
			+ "location."),

	/** The history has a row that Flyway's community edition refuses. */
	UNREADABLE_HISTORY("Keep using the edition that wrote it, or remove the row after a backup."),

	/** A location is neither in the file system nor on the class path. */
	UNSUPPORTED_LOCATION("Use filesystem: or classpath:."),

	/** A revision revises or depends on a higher version. */
	VERSION_ORDER("Rename it to a higher version, or run 'db rebase' with the name of the file."),

	/** A script has bytes that are invalid in the configured encoding. */
	WRONG_ENCODING("Save it in that encoding, or correct spring.flyway.encoding."),

	/** The file {@code HEAD} does not name the head. */
	WRONG_HEAD_FILE("Write the line that the message suggests. 'db revision', merge and rebase do that for you.");

	private final String advice;

	ProblemType(String advice) {
		this.advice = advice;
	}

	/**
	 * How to fix such a problem in general; its message names the files and values.
	 * @return one or more sentences
	 */
	public String advice() {
		return this.advice;
	}

}
