package dev.headway.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.headway.revision.Version;
import dev.headway.script.name.ScriptKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Script}.
 */
class ScriptTests {

	@Test
	void idAndNameShowsTheVersionAsFlywayDoes() {
		assertThat(script("04_1", 7).id()).isEqualTo("04.1");
		assertThat(script("04_1", 7).idAndName()).isEqualTo("04.1 (V04_1__a.sql)");
	}

	@Test
	void idAndNameWhenScriptIsRepeatableThrows() {
		assertThat(script(null, 7).id()).isEqualTo("R__a.sql");
		assertThatIllegalStateException().isThrownBy(() -> script(null, 7).idAndName())
			.withMessage("'R__a.sql' is repeatable and has no version.");
	}

	@Test
	void unchangedSinceWhenAnotherEncodingWasAppliedIsTrue() {
		Script script = script("1", 7, 8, 9);
		assertThat(List.of(7, 8, 9)).allMatch(script::unchangedSince);
		assertThat(script.unchangedSince(10)).isFalse();
		assertThat(script.unchangedSince(null)).isFalse();
	}

	@Test
	void unchangedSinceWhenThereIsNoChecksumNeedsNone() {
		assertThat(script("1", null).unchangedSince(null)).isTrue();
		assertThat(script("1", null).unchangedSince(7)).isFalse();
	}

	@Test
	void placedSetsParentsAndKeepsTheRest() {
		List<String> parents = new ArrayList<>(List.of("1", "2"));
		Script script = script("3", 7, 8);
		Script placed = script.placed(parents, true, List.of("billing"));
		parents.clear();
		assertThat(placed.parents()).containsExactly("1", "2");
		assertThat(placed.parentsImplied()).isTrue();
		assertThat(placed.dependsOn()).containsExactly("billing");
		assertThat(placed.placed(List.of(), false, List.of())).isEqualTo(script);
	}

	@Test
	void createWhenCollectionsChangeLaterKeepsWhatItGot() {
		Set<String> labels = new LinkedHashSet<>(List.of("late", "early"));
		Script script = new Script(ScriptKind.VERSIONED, "", null, "", "", "", "", List.of(), false, List.of(), labels,
				List.of(), null, null, List.of(), null);
		labels.clear();
		assertThat(script.labels()).containsExactly("late", "early").isUnmodifiable();
	}

	private static Script script(@Nullable String version, @Nullable Integer checksum, Integer... otherChecksums) {
		ScriptKind kind = (version != null) ? ScriptKind.VERSIONED : ScriptKind.REPEATABLE;
		String name = (version != null) ? "V" + version + "__a.sql" : "R__a.sql";
		return new Script(kind, (version != null) ? version.replace('_', '.') : name,
				(version != null) ? Version.parse(version).orElseThrow() : null, "a", name, name, name, List.of(),
				false, List.of(), Set.of(), List.of(), null, checksum, List.of(otherChecksums), null);
	}

}
