package dev.headway.graph;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.RevisionState;
import dev.headway.plan.HeadConflict;

/**
 * A revision in a picture.
 *
 * @param entry what is known about it
 * @param state its state in a database, {@code null} if there is none to ask
 * @param marks what is special about it
 */
record GraphRevision(HistoryEntry entry, @Nullable RevisionState state, Set<RevisionMark> marks) {

	private static final int LONGEST_ID = 60;

	private static final int LONGEST_DESCRIPTION = 80;

	static GraphRevision of(HistoryEntry entry, @Nullable RevisionState state, @Nullable HeadConflict conflict) {
		Set<RevisionMark> marks = EnumSet.noneOf(RevisionMark.class);
		add(marks, RevisionMark.HEAD, entry.head());
		add(marks, RevisionMark.CURRENT, entry.current());
		add(marks, RevisionMark.BRANCHPOINT, entry.branchPoint());
		add(marks, RevisionMark.MERGEPOINT, entry.mergePoint());
		if (conflict != null) {
			add(marks, RevisionMark.CONFLICT,
					conflict.heads().size() > 1 && conflict.heads().contains(entry.version()));
			add(marks, RevisionMark.LATE, conflict.late().contains(entry.version()));
		}
		return new GraphRevision(entry, state, marks);
	}

	private static void add(Set<RevisionMark> marks, RevisionMark mark, boolean applies) {
		if (applies) {
			marks.add(mark);
		}
	}

	/**
	 * Make a text one printable line that is not too long.
	 */
	static String line(String text, int longest) {
		int[] characters = text.codePoints().limit(longest + 1L).toArray();
		return (characters.length <= longest) ? Printable.line(text)
				: Printable.line(new String(characters, 0, longest - 1)) + "…";
	}

	String id() {
		return this.entry.version();
	}

	String shownId() {
		return line(id(), LONGEST_ID);
	}

	String shownDescription() {
		return line(this.entry.description(), LONGEST_DESCRIPTION);
	}

	boolean has(RevisionMark mark) {
		return this.marks.contains(mark);
	}

	/**
	 * Whether a conflict must be resolved before the revision can be applied.
	 */
	boolean isConflicting() {
		return has(RevisionMark.CONFLICT) || has(RevisionMark.LATE);
	}

	/**
	 * The words that say what is special about the revision, and then its state.
	 */
	List<String> words() {
		List<String> words = new ArrayList<>();
		this.entry.labels().stream().map((label) -> line(label, LONGEST_ID)).forEach(words::add);
		this.marks.stream().map(RevisionMark::text).forEach(words::add);
		if (this.state != null) {
			words.add(stateText());
		}
		return words;
	}

	/**
	 * The state in words, empty if it is not known.
	 */
	String stateText() {
		return (this.state != null) ? this.state.name().toLowerCase(Locale.ROOT).replace('_', ' ') : "";
	}

	/**
	 * What the revision needs besides its parents, empty if it needs nothing.
	 */
	String dependencies() {
		List<String> dependsOn = this.entry.dependsOn();
		return dependsOn.isEmpty() ? "" : "depends on " + line(String.join(", ", dependsOn), LONGEST_ID);
	}

}
