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

	private final Family family;

	private final RebasePlan plan;

	private final VersionSequence sequence;

	private final Map<Member, String> renumbered = new LinkedHashMap<>();

	private @Nullable String highest;

	Renumbering(Family family, RebasePlan plan, VersionSequence sequence, @Nullable String highest) {
		this.family = family;
		this.plan = plan;
		this.sequence = sequence;
		this.highest = highest;
	}

	/**
	 * Find the new versions.
	 * @return the versions as they are to be written, of those that change
	 */
	Map<Member, String> versions() {
		Map<Member, Integer> open = new HashMap<>();
		Map<Member, List<Member>> above = new HashMap<>();
		PriorityQueue<Member> ready = new PriorityQueue<>(
				Comparator.comparing(Member::version).thenComparing((member) -> member.script().relativePath()));
		for (Member member : this.family.members()) {
			List<Member> below = this.plan.below(member).distinct().toList();
			open.put(member, below.size());
			below.forEach((one) -> above.computeIfAbsent(one, (any) -> new ArrayList<>()).add(member));
			if (below.isEmpty()) {
				ready.add(member);
			}
		}
		for (Member member = ready.poll(); member != null; member = ready.poll()) {
			number(member);
			for (Member next : above.getOrDefault(member, List.of())) {
				if (open.merge(next, -1, Integer::sum) == 0) {
					ready.add(next);
				}
			}
		}
		return this.renumbered;
	}

	private void number(Member member) {
		boolean fine = member != this.family.twin()
				&& this.plan.below(member).allMatch((below) -> version(below).compareTo(member.version()) < 0);
		if (!fine) {
			this.highest = this.sequence.after(this.highest);
			this.renumbered.put(member, this.highest);
		}
	}

	private Version version(Member member) {
		String written = this.renumbered.get(member);
		return (written != null) ? Version.parse(written).orElseThrow() : member.version();
	}

}
