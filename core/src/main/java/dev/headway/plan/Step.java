package dev.headway.plan;

import dev.headway.revision.Revision;

/**
 * One step of a {@link MigrationPlan}: what is to be done about one revision.
 */
public sealed interface Step {

	Revision revision();

	/**
	 * Run the revision's migration and record it as applied.
	 *
	 * @param revision the revision to apply
	 */
	record Upgrade(Revision revision) implements Step {

	}

	/**
	 * Undo the revision and no longer record it as applied.
	 *
	 * @param revision the revision to undo
	 */
	record Downgrade(Revision revision) implements Step {

	}

	/**
	 * Change only what is recorded; run nothing.
	 *
	 * @param revision the revision to stamp
	 * @param applied whether it is recorded as applied from then on
	 */
	record Stamp(Revision revision, boolean applied) implements Step {

	}

}
