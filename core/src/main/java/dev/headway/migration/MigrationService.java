package dev.headway.migration;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The migration history of one Flyway instance: what it is like, and the way to its head.
 * Safe for use by several threads and processes at once.
 */
public interface MigrationService {

	/**
	 * Read the scripts and the database. Never writes and never locks.
	 * @return the state
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	MigrationState state();

	/**
	 * Read the database again, and take the scripts as they were last read by this
	 * service. Cheap enough for a health check: one connection, no file.
	 * @return the state
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	default MigrationState refresh() {
		return state();
	}

	/**
	 * Apply all pending revisions. Only one of several processes applies each of them;
	 * the others wait and find it done.
	 * @return what was done
	 * @throws MigrationRefusedException if the status forbids it; nothing was applied
	 * @throws MigrationFailedException if a migration fails
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	UpgradeResult upgrade();

	/**
	 * Apply a revision and all its ancestors, as far as they are pending, and nothing
	 * else. Repeatable migrations run only if the target is the head. Several heads are
	 * no obstacle, since the target says which one is meant.
	 * @param target a revision, label, or number of steps, as for
	 * {@link dev.headway.plan.MigrationPlanner#upgrade}, such as {@code 7}, {@code +1} or
	 * {@code head}
	 * @return what was done
	 * @throws dev.headway.revision.RevisionException if the target means no revision, or
	 * several where one is needed; nothing was applied
	 * @throws MigrationRefusedException if the state forbids it; nothing was applied
	 * @throws MigrationFailedException if a migration fails
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	UpgradeResult upgrade(String target);

	/**
	 * Undo all that follows the target, newest first, by the undo scripts of these
	 * revisions. Nothing runs unless each of them has one that can be parsed. Repeatable
	 * migrations stay as they are.
	 * @param target a revision or number of steps, as for
	 * {@link dev.headway.plan.MigrationPlanner#downgrade}, such as {@code 7}, {@code -1}
	 * or {@code base}
	 * @return what was done
	 * @throws dev.headway.revision.RevisionException if the target means no revision, or
	 * nothing follows it; nothing was undone
	 * @throws MigrationRefusedException if the state forbids it, a revision cannot be
	 * undone, or another process was faster; the message says what was undone
	 * @throws MigrationFailedException if a script fails; the message says where the
	 * database stands
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	DowngradeResult downgrade(String target);

	/**
	 * Record the targets and their ancestors as applied without running anything, and
	 * their descendants as not applied. Creates the schema history if there is none.
	 * @param targets symbols of what shall be current, as for
	 * {@link dev.headway.plan.MigrationPlanner#stamp}; none means {@code base}
	 * @param purge whether nothing else stays recorded, of other branches and of other
	 * builds neither
	 * @return what was recorded
	 * @throws dev.headway.revision.RevisionException if a target means no revision, or
	 * one is an ancestor of another; nothing was recorded
	 * @throws MigrationRefusedException if the state forbids it, or another process was
	 * faster; nothing was recorded
	 * @throws MigrationFailedException if the database refuses it; nothing was recorded
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	StampResult stamp(Collection<String> targets, boolean purge);

	/**
	 * Record a target and its ancestors as applied without running anything.
	 * @param target what shall be current
	 * @return what was recorded
	 * @see #stamp(Collection, boolean)
	 */
	default StampResult stamp(String target) {
		return stamp(List.of(target), false);
	}

	/**
	 * Say in SQL what an upgrade or a downgrade would do, for somebody to read, or to run
	 * with the database's own client ({@code psql}, {@code mariadb}, H2's
	 * {@code RunScript}); then Headway and Flyway find the database migrated. Each
	 * revision stands under a comment: the statements of its script, placeholders
	 * replaced, and those that write the schema history. On PostgreSQL it is a
	 * transaction. The way leads down if the target is applied, or is a number of steps
	 * back; else up. Repeatable migrations are part of an upgrade to the head: those that
	 * are pending, or all of them if the database is not asked. SQL callbacks are not
	 * part of it, and neither is Flyway's lock: let nobody else migrate meanwhile.
	 * @param from the revision that is current, its ancestors being applied too,
	 * {@code base} for an empty database; the database is not asked then, and only its
	 * URL is needed. {@code null} to start from what the database holds
	 * @param to a revision, label, or number of steps, as for {@link #upgrade(String)}
	 * and {@link #downgrade(String)}
	 * @return the SQL, in lines that end with a line feed; only a comment if there is
	 * nothing to do
	 * @throws dev.headway.revision.RevisionException if {@code from} or {@code to} means
	 * no revision, or several where one is needed
	 * @throws MigrationRefusedException if the state forbids it, or a revision cannot be
	 * undone
	 * @throws dev.headway.HeadwayException if a script cannot be shown: it is written in
	 * Java, has a {@code COPY ... FROM STDIN}, or a placeholder that has no value; or if
	 * the kind of database is unknown
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	String sql(@Nullable String from, String to);

}
