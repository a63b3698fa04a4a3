package dev.headway.migration;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads and changes the migration history of one Flyway instance. Safe for use by several
 * threads and processes at once.
 */
public interface MigrationService {

	/**
	 * Read the scripts and the database. Never writes and never locks.
	 * @return the state
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	MigrationState state();

	/**
	 * Read the database again, and reuse the scripts that this service read last. Cheap
	 * enough for a health check: one connection, no file.
	 * @return the state
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	default MigrationState refresh() {
		return state();
	}

	/**
	 * Apply all pending revisions. Of several processes only one applies each of them,
	 * and the others wait.
	 * @return what was done
	 * @throws MigrationRefusedException if the status forbids it; nothing was applied
	 * @throws MigrationFailedException if a migration fails
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	UpgradeResult upgrade();

	/**
	 * Apply a revision and all its pending ancestors, and nothing else. Repeatable
	 * migrations run only if the target is the head. Several heads are allowed, since the
	 * target selects one.
	 * @param target a revision, label, or number of steps, as for
	 * {@link dev.headway.plan.MigrationPlanner#upgrade}, such as {@code 7}, {@code +1} or
	 * {@code head}
	 * @return what was done
	 * @throws dev.headway.revision.RevisionException if the target is not a revision, or
	 * is ambiguous; nothing was applied
	 * @throws MigrationRefusedException if the state forbids it; nothing was applied
	 * @throws MigrationFailedException if a migration fails
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	UpgradeResult upgrade(String target);

	/**
	 * Undo all revisions that follow the target, newest first, by their undo scripts.
	 * Nothing runs unless each of them has one that can be parsed. Repeatable migrations
	 * do not change.
	 * @param target a revision or number of steps, as for
	 * {@link dev.headway.plan.MigrationPlanner#downgrade}, such as {@code 7}, {@code -1}
	 * or {@code base}
	 * @return what was done
	 * @throws dev.headway.revision.RevisionException if the target is not a revision, or
	 * nothing follows it; nothing was undone
	 * @throws MigrationRefusedException if the state forbids it, a revision cannot be
	 * undone, or another process was faster; the message says what was undone
	 * @throws MigrationFailedException if a script fails; the message describes the
	 * database
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	DowngradeResult downgrade(String target);

	/**
	 * Record the targets and their ancestors as applied without running anything, and
	 * their descendants as not applied. Creates the schema history if there is none.
	 * @param targets symbols of the revisions that become current, as for
	 * {@link dev.headway.plan.MigrationPlanner#stamp}; none means {@code base}
	 * @param purge whether to remove everything else, also of other branches and builds
	 * @return what was recorded
	 * @throws dev.headway.revision.RevisionException if a target is not a revision, or is
	 * an ancestor of another; nothing was recorded
	 * @throws MigrationRefusedException if the state forbids it, or another process was
	 * faster; nothing was recorded
	 * @throws MigrationFailedException if the database refuses it; nothing was recorded
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	StampResult stamp(Collection<String> targets, boolean purge);

	/**
	 * Record revisions in place of versions that were applied, because the same script
	 * ran under them. Nothing runs, and their ancestors do not change. An upgrade does
	 * this by itself for what {@code db rebase} has moved.
	 * @param revisions symbols of the revisions by the versions that they were applied as
	 * @return what was recorded
	 * @throws dev.headway.revision.RevisionException if a symbol is not a revision;
	 * nothing was recorded
	 * @throws MigrationRefusedException if the state forbids it, such a version is not
	 * applied or is another revision of this build, or another process was faster;
	 * nothing was recorded
	 * @throws MigrationFailedException if the database refuses it; nothing was recorded
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	StampResult replace(Map<String, String> revisions);

	/**
	 * Record a target and its ancestors as applied without running anything.
	 * @param target the revision that becomes current
	 * @return what was recorded
	 * @see #stamp(Collection, boolean)
	 */
	default StampResult stamp(String target) {
		return stamp(List.of(target), false);
	}

	/**
	 * Describe a migration or an undo script that failed or was interrupted. Reads the
	 * catalog of the database, and changes nothing.
	 * @param symbol its id or version, or the name of a script
	 * @return what is known about it
	 * @throws MigrationRefusedException if the history has no failed row of it
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	FailedMigration failure(String symbol);

	/**
	 * Record what became of a migration that failed or was interrupted, and run the rest
	 * of it if that is what the outcome says. Likewise for an undo script; that it was
	 * completed is recorded by {@link #stamp(Collection, boolean)}.
	 * @param symbol its id or version, or the name of a script
	 * @param outcome what became of it
	 * @return what was applied: the migration and nothing else, unless its rest has run;
	 * and what was undone
	 * @throws MigrationRefusedException if the history has no failed row of it, the rest
	 * cannot run on its own, or another process was faster; nothing was recorded
	 * @throws MigrationFailedException if the rest fails, or the database refuses the
	 * record
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	FailureOutcome.Resolved resolve(String symbol, FailureOutcome outcome);

	/**
	 * Do what Flyway's {@code repair} does: remove all failed rows, record the checksums,
	 * descriptions and types that the scripts have now, and mark as deleted what this
	 * build does not have.
	 * @return what was done
	 * @throws MigrationFailedException if Flyway fails
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	RepairResult repair();

	/**
	 * Show the SQL of an upgrade or a downgrade, for review or to run with the database's
	 * own client ({@code psql}, {@code mariadb}, H2's {@code RunScript}); Headway and
	 * Flyway then find the database migrated. Under a comment for each revision are the
	 * statements of its script, placeholders replaced, and those that write the schema
	 * history, on PostgreSQL in a transaction. It is a downgrade if the target is applied
	 * or is a number of steps back. Repeatable migrations are part of an upgrade to the
	 * head: those that are pending, or all of them without a connection. SQL callbacks
	 * and Flyway's lock are not included, so no other process may migrate at the same
	 * time.
	 * @param from the current revision, whose ancestors are applied too, or {@code base}
	 * for an empty database: then there is no connection, and only the URL is needed.
	 * {@code null} to start from what is applied in the database
	 * @param to a revision, label, or number of steps, as for {@link #upgrade(String)}
	 * and {@link #downgrade(String)}
	 * @return the SQL, in lines that end with a line feed; only a comment if there is
	 * nothing to do
	 * @throws dev.headway.revision.RevisionException if {@code from} or {@code to} is not
	 * a revision, or is ambiguous
	 * @throws MigrationRefusedException if the state forbids it, or a revision cannot be
	 * undone
	 * @throws dev.headway.HeadwayException if a script cannot be shown: it is written in
	 * Java, has a {@code COPY ... FROM STDIN}, or a placeholder without a value; or if
	 * the database type is unknown
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	String sql(@Nullable String from, String to);

}
