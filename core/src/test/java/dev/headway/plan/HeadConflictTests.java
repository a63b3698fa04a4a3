package dev.headway.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeadConflict}.
 */
class HeadConflictTests {

	@Test
	void ofWhenOneHeadIsEmpty() {
		assertThat(conflict()).isEmpty();
		assertThat(conflict("1", "2 1", "3 1", "4 2 3")).isEmpty();
	}

	@Test
	void ofWhenTwoHeadsFindsTheFork() {
		assertThat(conflict("1", "2 1", "3 2", "4 2"))
			.contains(new HeadConflict(List.of("3", "4"), List.of("2"), List.of("3", "4")));
	}

	@Test
	void ofWhenCrissCrossFindsBothForks() {
		assertThat(conflict("1", "2 1", "3 1", "4 2 3", "5 2 3"))
			.contains(new HeadConflict(List.of("4", "5"), List.of("2", "3"), List.of("4", "5")));
	}

	@Test
	void ofWhenNothingInCommonHasNoFork() {
		HeadConflict conflict = conflict("1", "2").orElseThrow();
		assertThat(conflict.forkedAt()).isEmpty();
		assertThat(conflict.describe((id) -> "V" + id))
			.isEqualTo("2 heads, V1 and V2, which have no revision in common");
	}

	@Test
	void resolveWhenThreeHeadsJoinsAllOfThem() {
		HeadConflict conflict = conflict("1", "2 1", "3 1", "4 1").orElseThrow();
		assertThat(conflict.describe((id) -> id)).isEqualTo("3 heads, 2 and 3 and 4, which build on 1");
		assertThat(conflict.resolve()).containsExactly("db merge 2 3 4",
				"db rebase 3 --onto 2 && db rebase 4 --onto 3");
	}

	@Test
	void rebaseWhenHeadStaysPutsTheOthersOntoIt() {
		HeadConflict conflict = HeadConflict.of(graph("1", "2 1", "3 1", "4 1"), "4"::equals).orElseThrow();
		assertThat(conflict.heads()).containsExactly("2", "3", "4");
		assertThat(conflict.rebase()).isEqualTo("db rebase 2 --onto 4 && db rebase 3 --onto 2");
	}

	private static Optional<HeadConflict> conflict(String... lines) {
		return HeadConflict.of(graph(lines), (head) -> false);
	}

	private static RevisionGraph graph(String... lines) {
		return RevisionGraph.of(List.of(lines).stream().map((line) -> {
			List<String> ids = List.of(line.split(" "));
			return new Revision(ids.get(0), "", ids.subList(1, ids.size()), List.of(), Set.of());
		}).toList());
	}

}
