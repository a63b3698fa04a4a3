package dev.headway.revision;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Revision}.
 */
class RevisionTests {

	@Test
	void createWhenCollectionsChangeLaterKeepsWhatItGot() {
		List<String> parents = new ArrayList<>(List.of("1"));
		List<String> dependsOn = new ArrayList<>(List.of("2"));
		Set<String> labels = new LinkedHashSet<>(List.of("late", "early"));
		Revision revision = new Revision("3", "add avatars", parents, dependsOn, labels);
		parents.clear();
		dependsOn.clear();
		labels.clear();
		assertThat(revision.parents()).containsExactly("1");
		assertThat(revision.dependsOn()).containsExactly("2");
		assertThat(revision.labels()).containsExactly("late", "early").isUnmodifiable();
	}

}
