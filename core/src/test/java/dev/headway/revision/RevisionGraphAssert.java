package dev.headway.revision;

import java.util.Set;
import java.util.stream.Collectors;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/**
 * Assertions about a {@link RevisionGraph}; prints the graph on failure.
 */
public final class RevisionGraphAssert extends AbstractAssert<RevisionGraphAssert, RevisionGraph> {

	private RevisionGraphAssert(RevisionGraph actual) {
		super(actual, RevisionGraphAssert.class);
	}

	public static RevisionGraphAssert assertThat(RevisionGraph actual) {
		return new RevisionGraphAssert(actual).as(actual.revisions()
			.stream()
			.map((revision) -> "%s revises %s needs %s".formatted(revision.id(), revision.parents(),
					revision.dependsOn()))
			.collect(Collectors.joining("\n", "graph\n", "\n")));
	}

	public RevisionGraphAssert hasOrder(String... ids) {
		Assertions.assertThat(this.actual.revisions())
			.as(descriptionText())
			.extracting(Revision::id)
			.containsExactly(ids);
		return this;
	}

	public RevisionGraphAssert hasHeads(String... ids) {
		return same(this.actual.heads(), ids);
	}

	public RevisionGraphAssert hasEffectiveHeads(String... ids) {
		return same(this.actual.effectiveHeads(), ids);
	}

	public RevisionGraphAssert hasBases(String... ids) {
		return same(this.actual.bases(), ids);
	}

	public RevisionGraphAssert hasBranchPoints(String... ids) {
		return same(this.actual.branchPoints(), ids);
	}

	public RevisionGraphAssert hasMergePoints(String... ids) {
		return same(this.actual.mergePoints(), ids);
	}

	public RevisionGraphAssert hasLabels(String id, String... labels) {
		Assertions.assertThat(this.actual.labels(id)).as(descriptionText()).containsExactlyInAnyOrder(labels);
		return this;
	}

	public RevisionGraphAssert resolves(String symbol, String... ids) {
		return same(this.actual.resolve(symbol).stream().map(Revision::id).collect(Collectors.toSet()), ids);
	}

	public RevisionGraphAssert refuses(String symbol, String code) {
		Assertions.assertThatExceptionOfType(RevisionException.class)
			.as(descriptionText())
			.isThrownBy(() -> this.actual.resolve(symbol))
			.satisfies((ex) -> Assertions.assertThat(ex.code()).isEqualTo(code));
		return this;
	}

	public RevisionGraphAssert hasRange(String from, String to, String... newestFirst) {
		Assertions.assertThat(this.actual.range(from, to))
			.as(descriptionText())
			.extracting(Revision::id)
			.containsExactly(newestFirst);
		return this;
	}

	public RevisionGraphAssert hasCurrent(Set<String> applied, String... ids) {
		return same(this.actual.current(applied), ids);
	}

	private RevisionGraphAssert same(Set<String> found, String... expected) {
		Assertions.assertThat(found).as(descriptionText()).containsExactlyInAnyOrder(expected);
		return this;
	}

}
