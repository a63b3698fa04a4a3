package dev.headway.command.text;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationState;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.check.ScriptCheck;

/**
 * The revisions of a graph, with what the scripts and, in an application, the database
 * say about them.
 */
public final class Revisions {

	private final RevisionGraph graph;

	private final MigrationScripts scripts;

	private final Map<String, HistoryEntry> history;

	private final Set<String> heads;

	private final Set<String> effectiveHeads;

	private final Set<String> branchPoints;

	/**
	 * Create the view of a graph.
	 * @param graph the graph
	 * @param scripts its scripts
	 * @param state the state of the database, {@code null} if there is none to ask
	 */
	public Revisions(RevisionGraph graph, MigrationScripts scripts, @Nullable MigrationState state) {
		this.graph = graph;
		this.scripts = scripts;
		this.heads = graph.heads();
		this.effectiveHeads = graph.effectiveHeads();
		this.branchPoints = graph.branchPoints();
		this.history = (state != null)
				? state.history()
					.stream()
					.collect(Collectors.toMap(HistoryEntry::version, (entry) -> entry, (first, second) -> first))
				: Map.of();
	}

	public RevisionGraph graph() {
		return this.graph;
	}

	/**
	 * Look revisions up.
	 * @param ids their ids
	 * @return the revisions, parents first, and only those that the graph has
	 */
	public List<Revision> in(Collection<String> ids) {
		return this.graph.revisions().stream().filter((revision) -> ids.contains(revision.id())).toList();
	}

	/**
	 * Look up what a symbol means: all revisions of a version that several scripts share.
	 * @param symbol the symbol
	 * @return the revisions, parents first
	 */
	public List<Revision> resolve(String symbol) {
		Version version = Version.parse(symbol).orElse(null);
		Set<String> ids = this.scripts.shared()
			.stream()
			.flatMap(List::stream)
			.filter((script) -> Objects.equals(script.version(), version))
			.map(Script::id)
			.collect(Collectors.toSet());
		return in(!ids.isEmpty() ? ids : this.graph.resolve(symbol).stream().map(Revision::id).toList());
	}

	/**
	 * The conflict between the heads.
	 * @return the conflict, empty if there is none
	 */
	public Optional<HeadConflict> conflict() {
		return new ScriptCheck(this.scripts).conflict();
	}

	/**
	 * What the files say about a revision, to draw it.
	 * @param revision the revision
	 * @return an entry whose state means nothing
	 */
	public HistoryEntry entry(Revision revision) {
		String id = revision.id();
		Revision labeled = new Revision(id, revision.description(), revision.parents(), revision.dependsOn(),
				this.graph.labels(id));
		return HistoryEntry.of(labeled, script(id).map(Script::name).orElse(""))
			.head(this.heads.contains(id))
			.branchPoint(isBranchPoint(id))
			.reversible(undo(id).isPresent())
			.build();
	}

	boolean isCurrent(String id) {
		return Optional.ofNullable(this.history.get(id)).filter(HistoryEntry::current).isPresent();
	}

	boolean isBranchPoint(String id) {
		return this.branchPoints.contains(id);
	}

	Optional<HistoryEntry> history(String id) {
		return Optional.ofNullable(this.history.get(id));
	}

	Optional<Script> script(String id) {
		return this.scripts.find(id);
	}

	Optional<Script> undo(String id) {
		return script(id).flatMap((script) -> Optional.ofNullable(script.version())
			.flatMap((version) -> this.scripts.undo(version, script.description())));
	}

	/**
	 * The name of a revision: its id, and its script where others have the same version.
	 */
	String name(String id) {
		return script(id).filter(this::sharesVersion).map(Script::idAndName).orElse(id);
	}

	private boolean sharesVersion(Script script) {
		return this.scripts.shared().stream().anyMatch((group) -> group.contains(script));
	}

	/**
	 * The marks of a revision, in Alembic's words: {@code (head)}, {@code (branchpoint)}
	 * and so on.
	 */
	String marks(Revision revision, boolean tree, boolean current) {
		Map<String, Boolean> marks = new LinkedHashMap<>();
		boolean head = this.heads.contains(revision.id());
		boolean effective = this.effectiveHeads.contains(revision.id());
		Set<String> labels = this.graph.labels(revision.id());
		marks.put("(%s)".formatted(String.join(", ", labels)), !labels.isEmpty());
		marks.put("(head)", head && effective);
		marks.put("(effective head)", head && !effective);
		marks.put("(branchpoint)", tree && isBranchPoint(revision.id()));
		marks.put("(mergepoint)", tree && revision.parents().size() > 1);
		marks.put("(current)", current && isCurrent(revision.id()));
		return marks.entrySet()
			.stream()
			.filter(Map.Entry::getValue)
			.map(Map.Entry::getKey)
			.collect(Collectors.joining(" "));
	}

	/**
	 * What is known about some revisions.
	 * @param described the revisions
	 * @return the list of their descriptions, by its name
	 */
	public Map<String, Object> describe(List<Revision> described) {
		return Map.of("revisions", described.stream().map(this::describe).toList());
	}

	/**
	 * What is known about a revision, as the endpoint of an application shows it.
	 * @param revision the revision
	 * @return names and values
	 */
	public Map<String, @Nullable Object> describe(Revision revision) {
		String id = revision.id();
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("version", id);
		values.put("description", revision.description());
		values.put("revises", revision.parents());
		values.put("dependsOn", revision.dependsOn());
		values.put("labels", this.graph.labels(id));
		values.put("head", this.heads.contains(id));
		values.put("branchPoint", isBranchPoint(id));
		values.put("mergePoint", revision.parents().size() > 1);
		values.put("revisedBy", List.copyOf(this.graph.children(id)));
		values.put("script", script(id).map(Script::name).orElse(null));
		values.put("path", script(id).map(Script::path).orElse(null));
		values.put("reversible", undo(id).isPresent());
		history(id).ifPresent((entry) -> {
			values.put("state", entry.state());
			values.put("current", entry.current());
			values.put("installedOn", entry.installedOn());
			values.put("installedBy", entry.installedBy());
			values.put("executionTimeMillis", entry.executionTimeMillis());
		});
		return values;
	}

}
