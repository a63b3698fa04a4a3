package dev.headway.script.edit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.file.EditException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RebaseEdit} with graphs drawn by lot, the same at every run.
 */
class RebaseEditRandomTests {

	@TempDir
	private Path root;

	@ParameterizedTest
	@ValueSource(ints = { 3, 5, 8, 13, 21 })
	void rebaseOfAnyHeadOntoAnyOtherIsValidAndChangesHeadersOnly(int size) throws IOException {
		Random random = new Random(size);
		for (int round = 0; round < 20; round++) {
			EditedFolder folder = new EditedFolder(this.root.resolve("round" + round));
			fill(folder, size, random);
			List<String> heads = new ArrayList<>(folder.graph().heads());
			Collections.shuffle(heads, random);
			if (heads.size() > 1) {
				assertRebase(folder, heads.get(0), heads.get(1));
			}
		}
	}

	@Test
	void rebaseHeadAfterHeadMakesOneLine() {
		Random random = new Random(7);
		for (int round = 0; round < 20; round++) {
			EditedFolder folder = new EditedFolder(this.root.resolve("round" + round));
			folder.with("V1__start.sql", "");
			for (int version = 2; version < 12; version++) {
				folder.with("V%d__x.sql".formatted(version), "-- revises: " + (1 + random.nextInt(version - 1)));
			}
			for (int left = folder.graph().heads().size(); left > 1; left = folder.graph().heads().size()) {
				List<String> present = List.copyOf(folder.graph().heads());
				EditedFolder.apply(folder.scripts().rebase(EditedFolder.rebase(present.get(1), present.get(0))));
			}
			assertThat(folder.graph().revisions()).hasSize(11);
			assertThat(folder.graph().branchPoints()).isEmpty();
			assertThat(folder.graph().mergePoints()).isEmpty();
		}
	}

	private static void fill(EditedFolder folder, int size, Random random) {
		folder.with("V1__r1.sql", "select 1;");
		for (int version = 2; version <= size; version++) {
			Set<Integer> parents = new TreeSet<>();
			for (int i = random.nextInt(5); i < 5; i += 3) {
				parents.add(1 + random.nextInt(version - 1));
			}
			String header = parents.isEmpty() ? "base"
					: parents.stream().map(String::valueOf).collect(Collectors.joining(", "));
			String dependency = (random.nextInt(6) == 0)
					? "-- depends-on: %d\r\n".formatted(1 + random.nextInt(version - 1)) : "";
			folder.with("V%d__r%d.sql".formatted(version, version),
					"-- revises: %s\r\n%s\r\nselect %d;".formatted(header, dependency, version));
			if (random.nextBoolean()) {
				folder.with("U%d__r%d.sql".formatted(version, version), "undo " + version);
			}
		}
	}

	private static void assertRebase(EditedFolder folder, String revision, String onto) {
		RevisionGraph before = folder.graph();
		Map<String, String> files = folder.files();
		if (before.ancestors(onto).contains(revision)) {
			return;
		}
		try {
			EditedFolder.apply(folder.scripts().rebase(EditedFolder.rebase(revision, onto)));
		}
		catch (EditException ex) {
			assertThat(ex).hasMessageContaining(" has merged ");
			assertThat(merged(before, onto)).isNotEmpty();
			assertThat(folder.files()).isEqualTo(files);
			return;
		}
		RevisionGraph after = folder.graph();
		assertThat(described(after, after.heads())).isEqualTo(described(before, without(before.heads(), onto)));
		assertThat(line(after, revisionOf(after, before, revision)))
			.contains(described(before, Set.of(onto)).iterator().next());
		assertThat(contents(folder.files())).isEqualTo(contents(files));
		assertThat(after.revisions()).hasSameSizeAs(before.revisions());
		before.ancestors(onto).forEach((id) -> assertThat(after.find(id)).isEqualTo(before.find(id)));
	}

	/**
	 * The merges outside the history of a revision that join parts of it.
	 */
	private static List<Revision> merged(RevisionGraph graph, String revision) {
		return graph.revisions()
			.stream()
			.filter((merge) -> merge.parents().size() > 1 && !graph.ancestors(revision).contains(merge.id())
					&& merge.parents().stream().anyMatch(graph.ancestors(revision)::contains))
			.toList();
	}

	private static Set<String> without(Set<String> heads, String head) {
		Set<String> rest = new TreeSet<>(heads);
		rest.remove(head);
		return rest;
	}

	private static Set<String> described(RevisionGraph graph, Set<String> ids) {
		return ids.stream().map((id) -> graph.find(id).orElseThrow().description()).collect(Collectors.toSet());
	}

	private static String revisionOf(RevisionGraph after, RevisionGraph before, String id) {
		String description = before.find(id).orElseThrow().description();
		return after.revisions()
			.stream()
			.filter((revision) -> revision.description().equals(description))
			.map(Revision::id)
			.findFirst()
			.orElseThrow();
	}

	private static Set<String> line(RevisionGraph graph, String id) {
		return described(graph, graph.ancestors(id));
	}

	/**
	 * What is in each file, whatever its version, without the numbers in the header.
	 */
	private static Map<String, String> contents(Map<String, String> files) {
		return files.entrySet()
			.stream()
			.collect(Collectors.toMap((file) -> file.getKey().replaceFirst("[0-9]+", ""),
					(file) -> EditedFolder.withoutMarkers(file.getValue())
						.replaceFirst("-- revises: .*", "-- revises:")
						.replaceFirst("-- depends-on: .*", "-- depends-on:")));
	}

}
