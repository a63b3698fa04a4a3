package dev.headway.flyway.service;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.MigrationState;

/**
 * Judges facts, unless they are those that it judged last: then the state is the same
 * object. A history counts as unchanged only if all its rows are, since a repair rewrites
 * them in place.
 */
final class LastAssessment {

	private volatile @Nullable Judged last;

	MigrationState of(Facts facts) {
		Judged last = this.last;
		if (last == null || !last.isOf(facts)) {
			last = new Judged(facts, Assessment.of(facts));
			this.last = last;
		}
		return last.state();
	}

	/**
	 * Facts and the judgement on them.
	 *
	 * @param facts the facts
	 * @param state the judgement
	 */
	private record Judged(Facts facts, MigrationState state) {

		boolean isOf(Facts other) {
			return this.facts.scripts() == other.scripts() && this.facts.history().equals(other.history());
		}

	}

}
