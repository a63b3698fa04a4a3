package dev.headway.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

import dev.headway.revision.Revision;
import dev.headway.schema.SchemaSnapshot;

/**
 * Applies the branches that a merge joins in different orders, each branch first once,
 * and compares the schema after the merge.
 */
record MergeGroup(TestSchemas schemas, History history) {

	Optional<DynamicContainer> container() {
		List<DynamicTest> tests = this.history.revisions()
			.stream()
			.filter((revision) -> revision.parents().size() > 1)
			.map((merge) -> DynamicTest.dynamicTest(this.history.title(merge), () -> compareOrders(merge)))
			.toList();
		return tests.isEmpty() ? Optional.empty()
				: Optional.of(DynamicContainer.dynamicContainer("merges, branches in any order", tests));
	}

	private void compareOrders(Revision merge) throws Throwable {
		Outcome first = null;
		for (String parent : merge.parents()) {
			Outcome outcome = apply(merge, startingWith(parent, merge.parents()), first);
			first = (first != null) ? first : outcome;
		}
	}

	private static List<String> startingWith(String first, List<String> parents) {
		List<String> order = new ArrayList<>(parents);
		order.remove(first);
		order.add(0, first);
		return order;
	}

	private Outcome apply(Revision merge, List<String> order, @Nullable Outcome other) throws Throwable {
		List<Outcome> outcome = new ArrayList<>();
		try (TestSchema schema = this.schemas.open()) {
			schema.explain((any) -> {
				outcome.add(outcome(schema, merge, order));
				if (other != null) {
					other.requireSame(outcome.get(0), this.history.scriptName(merge));
				}
			});
		}
		return outcome.get(0);
	}

	private static Outcome outcome(TestSchema schema, Revision merge, List<String> order) {
		String words = String.join(", then ", order);
		try {
			order.forEach(schema::upgrade);
			SchemaSnapshot before = schema.snapshot();
			schema.upgrade(merge.id());
			return new Outcome(words, before, schema.snapshot());
		}
		catch (RuntimeException ex) {
			throw Failures.because("""
					%s cannot be reached in the order %s. If one branch needs another, add a 'depends-on' header to it.
					%s""".formatted(merge.id(), words, Failures.messageOf(ex)), ex);
		}
	}

	/**
	 * The schemas before and after the merge.
	 */
	private record Outcome(String order, SchemaSnapshot before, SchemaSnapshot after) {

		void requireSame(Outcome other, String merge) {
			String advice = this.before.equals(other.before) ? "%s makes the difference; fix it."
					: "Make %s set the final state.";
			Failures.requireSame("""
					The schema after the merge depends on the order of its branches. %s
					'-' or left of '->': %s. '+' or right of '->': %s.""".formatted(advice.formatted(merge), this.order,
					other.order), this.after, other.after);
		}

	}

}
