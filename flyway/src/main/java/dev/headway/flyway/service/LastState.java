package dev.headway.flyway.service;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.MigrationState;

/**
 * Judges input, unless they are those that it judged last: then the state is the same
 * object. A history counts as unchanged only if all its rows are, since a repair rewrites
 * them in place.
 */
final class LastState {

	private volatile @Nullable Judged last;

	MigrationState of(StateInput input) {
		Judged last = this.last;
		if (last == null || !last.isOf(input)) {
			last = new Judged(input, StateAssessment.of(input));
			this.last = last;
		}
		return last.state();
	}

	/**
	 * Facts and the judgement on them.
	 *
	 * @param input the input
	 * @param state the judgement
	 */
	private record Judged(StateInput input, MigrationState state) {

		boolean isOf(StateInput other) {
			return this.input.scripts() == other.scripts() && this.input.history().equals(other.history());
		}

	}

}
