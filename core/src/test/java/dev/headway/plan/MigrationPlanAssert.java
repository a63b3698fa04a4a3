package dev.headway.plan;

import java.util.List;
import java.util.Set;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/**
 * Assertions about a {@link MigrationPlan}. Steps are written {@code +2} for an upgrade,
 * {@code -2} for a downgrade, and {@code set 2} and {@code unset 2} for stamps.
 */
final class MigrationPlanAssert extends AbstractAssert<MigrationPlanAssert, MigrationPlan> {

	private MigrationPlanAssert(MigrationPlan actual) {
		super(actual, MigrationPlanAssert.class);
	}

	static MigrationPlanAssert assertThat(MigrationPlan actual) {
		return new MigrationPlanAssert(actual).as("%s", actual);
	}

	MigrationPlanAssert hasSteps(List<String> steps) {
		Assertions.assertThat(this.actual.steps())
			.as(descriptionText())
			.extracting(MigrationPlanAssert::describe)
			.isEqualTo(steps);
		return this;
	}

	MigrationPlanAssert hasCurrentAfter(Set<String> ids) {
		Assertions.assertThat(this.actual.currentAfter()).as(descriptionText()).isEqualTo(ids);
		return this;
	}

	private static String describe(Step step) {
		String id = step.revision().id();
		if (step instanceof Step.Stamp stamp) {
			return stamp.applied() ? "set " + id : "unset " + id;
		}
		return (step instanceof Step.Upgrade) ? "+" + id : "-" + id;
	}

}
