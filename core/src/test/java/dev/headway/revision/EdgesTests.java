package dev.headway.revision;

import java.util.BitSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Edges}.
 */
class EdgesTests {

	@Test
	void ofWhenNameIsUnknownRepeatedOrOwnLeavesItOut() {
		Edges edges = edges("1", "2 revises 9 1 2 1", "3 revises 2 1");
		assertThat(edges.size()).isEqualTo(3);
		assertThat(edges.from(0)).isEmpty();
		assertThat(edges.from(1)).containsExactly(0);
		assertThat(edges.from(2)).containsExactly(1, 0);
	}

	@Test
	void ofWhenNamesAreLabelsFollowsThem() {
		List<Revision> revisions = Graphs.revisions("1 called core", "2 needs core 1");
		assertThat(Edges.of(revisions, Names.of(revisions), Revision::dependsOn).from(1)).containsExactly(0);
	}

	@Test
	void reversedLeadsBackInAscendingOrder() {
		Edges reversed = edges("1", "2 revises 1", "3 revises 1", "4 revises 3 2 1").reversed();
		assertThat(reversed.from(0)).containsExactly(1, 2, 3);
		assertThat(reversed.from(1)).containsExactly(3);
		assertThat(reversed.from(3)).isEmpty();
		assertThat(reversed.reversed().from(3)).containsExactly(0, 1, 2);
	}

	@Test
	void downAndUpIncludeTheStart() {
		Edges parents = edges("1", "2 revises 1", "3 revises 1", "4 revises 3", "5 revises 2");
		assertThat(parents.down(nodes(3))).isEqualTo(nodes(0, 2, 3));
		assertThat(parents.down(nodes(3, 4))).isEqualTo(nodes(0, 1, 2, 3, 4));
		assertThat(parents.reversed().up(nodes(1))).isEqualTo(nodes(1, 4));
		assertThat(parents.reversed().up(nodes(0))).isEqualTo(nodes(0, 1, 2, 3, 4));
		assertThat(parents.down(nodes())).isEqualTo(nodes());
		assertThat(parents.reversed().up(nodes())).isEqualTo(nodes());
	}

	@Test
	void endsAreOneStepAwayAndLeaveTheStartUnchanged() {
		Edges parents = edges("1", "2 revises 1", "3 revises 2");
		BitSet start = nodes(1, 2);
		assertThat(parents.ends(start)).isEqualTo(nodes(0, 1));
		parents.down(start);
		assertThat(start).isEqualTo(nodes(1, 2));
	}

	private static Edges edges(String... lines) {
		List<Revision> revisions = Graphs.revisions(lines);
		return Edges.of(revisions, Names.of(revisions), Revision::parents);
	}

	private static BitSet nodes(int... numbers) {
		BitSet nodes = new BitSet();
		for (int number : numbers) {
			nodes.set(number);
		}
		return nodes;
	}

}
