package dev.headway.script.edit;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.headway.script.ScriptResource;
import dev.headway.script.text.HeaderEdit;

/**
 * Finds the migrations that a {@link TargetBranch} has under another version, for example
 * because of a squash merge or a cherry-pick. If they moved, their SQL would run twice.
 */
final class CopiedScripts {

	private final FolderContents contents;

	private final TargetBranch target;

	CopiedScripts(FolderContents contents, TargetBranch target) {
		this.contents = contents;
		this.target = target;
	}

	/**
	 * Find copies.
	 * @param ours the migrations that the target does not have
	 * @param theirs those that it has
	 * @return the migrations that it has under another version, with what they are there
	 */
	Map<RebaseNode, RebaseNode> find(Collection<RebaseNode> ours, Collection<RebaseNode> theirs) {
		List<Candidate> candidates = theirs.stream()
			.filter((node) -> file(node).filter(this.target::isNew).isPresent())
			.map(this::read)
			.toList();
		Map<RebaseNode, RebaseNode> copies = new LinkedHashMap<>();
		for (RebaseNode node : candidates.isEmpty() ? List.<RebaseNode>of() : ours) {
			if (node.script().isCode()) {
				continue;
			}
			Candidate own = read(node);
			candidates.stream()
				.filter((candidate) -> !copies.containsValue(candidate.node()) && candidate.isCopyOf(own))
				.findFirst()
				.ifPresent((candidate) -> copies.put(node, candidate.node()));
		}
		return copies;
	}

	private static Optional<ScriptResource> file(RebaseNode node) {
		return Optional.ofNullable(node.script().resource()).filter((file) -> !file.isCode());
	}

	private Candidate read(RebaseNode node) {
		ScriptResource file = file(node).orElseThrow();
		HeaderEdit script = FolderContents.header(file::open, file.path());
		Set<List<Object>> origins = new HashSet<>();
		script.header().markers().forEach((marker) -> origins.add(List.of(marker.version(), marker.checksum())));
		try {
			Optional.ofNullable(script.checksum(this.contents.settings().encoding()))
				.ifPresent((checksum) -> origins.add(List.of(node.version(), checksum)));
			return new Candidate(node, origins, script.bodyDigest(), script.hasSql());
		}
		catch (IOException ex) {
			throw FolderContents.unreadable(file.path(), ex);
		}
	}

	/**
	 * A migration.
	 *
	 * @param node the migration
	 * @param origins its versions and checksums, now and before each time that it was
	 * moved
	 * @param body a digest of its lines without the header
	 * @param hasSql whether these are not only comments
	 */
	private record Candidate(RebaseNode node, Set<List<Object>> origins, String body, boolean hasSql) {

		boolean isCopyOf(Candidate other) {
			return this.node.script().description().equals(other.node.script().description())
					&& (!Collections.disjoint(this.origins, other.origins) || (this.body.equals(other.body)
							&& (this.hasSql || haveSameParents(this.node, other.node))));
		}

		/**
		 * Merges without SQL are alike only if they join the same heads.
		 */
		private static boolean haveSameParents(RebaseNode node, RebaseNode other) {
			return Objects.equals(Set.copyOf(node.parents()), Set.copyOf(other.parents()));
		}

	}

}
