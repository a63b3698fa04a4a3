package dev.headway.script.edit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.revision.Version;
import dev.headway.script.name.VersionSequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link Renumbering}.
 */
class RenumberingTests {

	private EditedFolder folder;

	private RebaseGraph graph;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder).withFork();
		this.graph = this.folder.rebaseGraph();
	}

	@Test
	void versionsWhenHigherThanTheirParentsAreKept() {
		Renumbering renumbering = renumbering("3", "2", "3");
		assertThat(written(renumbering)).isEmpty();
		assertThat(renumbering.versions(this.graph.nodes())).extracting(Version::text)
			.containsExactlyInAnyOrder("1", "2", "3");
	}

	@Test
	void versionsWhenNotHigherAreReplacedAfterTheHighestInOrder() {
		this.folder.with("V4__d.sql", "-- revises: 2").with("V5__e.sql", "-- revises: 4");
		Renumbering renumbering = renumbering("2", "3", "7");
		assertThat(written(renumbering)).containsExactly(entry("V2__b.sql", "8"), entry("V4__d.sql", "9"),
				entry("V5__e.sql", "10"));
		assertThat(renumbering.changes(node("3"))).isFalse();
		assertThat(renumbering.version(node("3"))).hasToString("3");
		assertThat(renumbering.version(node("2"))).hasToString("8");
	}

	@Test
	void versionsOfMigrationsThatDependOnAMovedOneAreReplacedToo() {
		this.folder.with("V4__d.sql", "-- revises: base\n-- depends-on: 2");
		assertThat(written(renumbering("2", "3", "4"))).containsExactly(entry("V2__b.sql", "5"),
				entry("V4__d.sql", "6"));
	}

	@Test
	void versionsFollowTheStyleOfTheHighest() {
		assertThat(written(renumbering("2", "3", "1.009"))).containsExactly(entry("V2__b.sql", "1.010"));
	}

	private Renumbering renumbering(String revision, String head, String highest) {
		this.graph = this.folder.rebaseGraph();
		RebasePlan plan = RebasePlan.onto(this.graph, List.of(node(revision)), node(head));
		return new Renumbering(plan, new VersionSequence(Clock.systemUTC(), null, List.of(highest), Set.of()));
	}

	private RebaseNode node(String id) {
		return EditedFolder.node(this.graph, id);
	}

	private Map<String, String> written(Renumbering renumbering) {
		Map<String, String> written = new TreeMap<>();
		this.graph.nodes()
			.stream()
			.filter(renumbering::changes)
			.forEach((node) -> written.put(node.name(), renumbering.written(node)));
		return written;
	}

}
