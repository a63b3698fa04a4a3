package dev.headway.revision;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Names}.
 */
class NamesTests {

	@Test
	void nodeWhenNameIsUsedTwicePrefersIdsAndTheFirstOne() {
		Names names = names("1 called 3", "2 called core", "3 called core", "2");
		assertThat(names.node("3")).isEqualTo(2);
		assertThat(names.node("core")).isEqualTo(1);
		assertThat(names.node("2")).isEqualTo(1);
		assertThat(names.node("9")).isEqualTo(Names.NONE);
	}

	@Test
	void hasLabelsAndHasDuplicateIdSayWhatIsThere() {
		assertThat(names("1", "2")).returns(false, Names::hasLabels).returns(false, Names::hasDuplicateId);
		assertThat(names("1", "2 called core")).returns(true, Names::hasLabels).returns(false, Names::hasDuplicateId);
		assertThat(names("1", "1")).returns(false, Names::hasLabels).returns(true, Names::hasDuplicateId);
	}

	@Test
	void startingWithWhenNameIsShorterThanFourCharactersLeavesItOut() {
		Names names = names("123", "1234", "12345 called 12-label");
		assertThat(names.startingWith("12", (node) -> true)).containsExactly("1234", "12345", "12-label");
		assertThat(names.startingWith("123", (node) -> node == 1)).containsExactly("1234");
		assertThat(names.startingWith("9", (node) -> true)).isEmpty();
	}

	@Test
	void startingWithSortsVersionsAsNumbers() {
		assertThat(names("2026.10", "2026.9").startingWith("2026", (node) -> true))
			.isEqualTo(List.of("2026.9", "2026.10"));
	}

	private static Names names(String... lines) {
		return Names.of(Graphs.revisions(lines));
	}

}
