package dev.headway.command.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.headway.Printable;
import dev.headway.command.console.ConsoleColors;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.HistoryLine;
import dev.headway.revision.Revision;
import dev.headway.script.Script;

/**
 * Formats {@link Revisions} for people, in Alembic's words. All but colors is
 * {@link Printable}.
 */
public final class RevisionText {

	private final Revisions revisions;

	private final ConsoleColors paint;

	private final boolean current;

	/**
	 * Create the texts of some revisions.
	 * @param revisions what is known about them
	 * @param paint the colors to use
	 * @param current whether to mark the current revisions of the database
	 */
	public RevisionText(Revisions revisions, ConsoleColors paint, boolean current) {
		this.revisions = revisions;
		this.paint = paint;
		this.current = current;
	}

	/**
	 * The line of a revision in the history.
	 * @param revision the revision
	 * @return such as {@code 1 -> 2 (head), add avatars}
	 */
	public String line(Revision revision) {
		String parents = HistoryLine.ids(revision.parents());
		String from = revision.dependsOn().isEmpty() ? parents
				: "%s (%s)".formatted(parents, String.join(", ", revision.dependsOn()));
		return HistoryLine.of(Printable.line(from), titled(revision), Printable.line(revision.description()));
	}

	/**
	 * The line of a revision whose parents are drawn beside it.
	 * @param revision the revision
	 * @return such as {@code 2 (head), add avatars}
	 */
	public String lineWithoutParents(Revision revision) {
		return HistoryLine.described(titled(revision), Printable.line(revision.description()));
	}

	/**
	 * The name of a revision with its marks.
	 * @param revision the revision
	 * @return such as {@code 4 (head) (mergepoint)}
	 */
	public String titled(Revision revision) {
		return marked(revision, this.revisions.marks(revision, true, this.current));
	}

	/**
	 * The name of a head.
	 * @param revision the revision
	 * @return such as {@code 4 (head)}
	 */
	public String head(Revision revision) {
		return marked(revision, this.revisions.marks(revision, false, this.current));
	}

	/**
	 * A branch point and what follows it.
	 * @param revision the branch point
	 * @param described whether to describe the children
	 * @return the lines
	 */
	public List<String> branches(Revision revision, boolean described) {
		List<String> lines = new ArrayList<>();
		String indent = " ".repeat(revision.id().length());
		for (Revision child : this.revisions.in(this.revisions.graph().children(revision.id()))) {
			lines.add(HistoryLine.of(indent, titled(child), described ? Printable.line(child.description()) : ""));
		}
		return lines;
	}

	/**
	 * All about a revision.
	 * @param revision the revision
	 * @return the lines, without an empty one at the end
	 */
	public List<String> block(Revision revision) {
		List<String> lines = new ArrayList<>();
		String id = revision.id();
		boolean merge = revision.parents().size() > 1;
		lines.add((merge ? "Merges: " : "Parent: ") + HistoryLine.ids(revision.parents()));
		if (!revision.dependsOn().isEmpty()) {
			lines.add("Also depends on: " + String.join(", ", revision.dependsOn()));
		}
		if (this.revisions.isBranchPoint(id)) {
			lines.add("Branches into: " + String.join(", ", this.revisions.graph().children(id)));
		}
		if (!revision.labels().isEmpty()) {
			lines.add("Branch names: " + String.join(", ", revision.labels()));
		}
		this.revisions.script(id).ifPresent((script) -> lines.add("Path: " + script.path()));
		lines.add("Downgrade: " + this.revisions.undo(id).map(Script::path).orElse("none"));
		this.revisions.history(id).ifPresent((entry) -> lines.add("State: " + state(entry)));
		if (!revision.description().isEmpty()) {
			lines.addAll(List.of("", "    " + revision.description()));
		}
		return Stream.concat(Stream.of("Rev: " + titled(revision)), lines.stream().map(Printable::line)).toList();
	}

	private static String state(HistoryEntry entry) {
		if (entry.installedOn() == null) {
			return entry.state().toString();
		}
		String installedBy = entry.installedBy();
		String by = (installedBy == null || installedBy.isEmpty()) ? "" : " by " + installedBy;
		return "%s, on %s%s in %s ms".formatted(entry.state(), entry.installedOn(), by, entry.executionTimeMillis());
	}

	private String marked(Revision revision, String marks) {
		return this.paint.revision(this.revisions.name(revision.id()))
				+ (marks.isEmpty() ? "" : " " + this.paint.mark(marks));
	}

}
