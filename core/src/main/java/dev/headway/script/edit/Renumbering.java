package dev.headway.script.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;
import dev.headway.script.name.VersionSequence;

/**
 * Gives new versions where the order needs them: every migration in turn, each after its
 * parents and dependencies, keeps its version if that is above theirs; else it gets the
 * next one above all versions there are.
 */
final class Renumbering {

	private final RebaseGraph family;

	private final RebasePlan plan;

	private final VersionSequence sequence;

	private final Map<RebaseNode, String> renumbered = new LinkedHashMap<>();

	private @Nullable String highest;

	Renumbering(RebaseGraph family, RebasePlan plan, VersionSequence sequence, @Nullable String highest) {
		this.family = family;
		this.plan = plan;
		this.sequence = sequence;
		this.highest = highest;
	}

	/**
	 * Find the new versions.
	 * @return the versions as they are to be written, of those that change
	 */
	Map<RebaseNode, String> versions() {
		Map<RebaseNode, Integer> open = new HashMap<>();
		Map<RebaseNode, List<RebaseNode>> above = new HashMap<>();
		PriorityQueue<RebaseNode> ready = new PriorityQueue<>(
				Comparator.comparing(RebaseNode::version).thenComparing((member) -> member.script().relativePath()));
		for (RebaseNode member : this.family.members()) {
			List<RebaseNode> below = this.plan.below(member).distinct().toList();
			open.put(member, below.size());
			below.forEach((one) -> above.computeIfAbsent(one, (any) -> new ArrayList<>()).add(member));
			if (below.isEmpty()) {
				ready.add(member);
			}
		}
		for (RebaseNode member = ready.poll(); member != null; member = ready.poll()) {
			number(member);
			for (RebaseNode next : above.getOrDefault(member, List.of())) {
				if (open.merge(next, -1, Integer::sum) == 0) {
					ready.add(next);
				}
			}
		}
		return this.renumbered;
	}

	private void number(RebaseNode member) {
		boolean fine = member != this.family.twin()
				&& this.plan.below(member).allMatch((below) -> version(below).compareTo(member.version()) < 0);
		if (!fine) {
			this.highest = this.sequence.after(this.highest);
			this.renumbered.put(member, this.highest);
		}
	}

	private Version version(RebaseNode member) {
		String written = this.renumbered.get(member);
		return (written != null) ? Version.parse(written).orElseThrow() : member.version();
	}

}
