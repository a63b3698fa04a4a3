package dev.headway.flyway.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.HistoryRow;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.RevisionState;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.Script;

/**
 * Makes a {@link HistoryEntry} of each revision from scripts, graph and database.
 */
final class HistoryEntries {

	private final StateInput input;

	private final Set<String> ignored;

	private final Set<String> changed;

	private final Set<String> current;

	/**
	 * The rows whose version belongs to another script in this build.
	 */
	private final Set<HistoryRow> replaced;

	private final Map<Version, List<String>> idsByVersion = new HashMap<>();

	private final Set<@Nullable Version> halfUndone;

	private final @Nullable Version highestApplied;

	private final @Nullable Version firstBaseline;

	private boolean stepTaken;

	HistoryEntries(StateInput input, Set<String> ignored, Set<String> changed, Set<String> current,
			Set<HistoryRow> replaced) {
		this.input = input;
		this.replaced = replaced;
		this.ignored = ignored;
		this.changed = changed;
		this.current = current;
		this.highestApplied = input.highestApplied();
		this.firstBaseline = input.firstBaseline().orElse(null);
		this.halfUndone = input.history().halfUndone().stream().map(HistoryRow::version).collect(Collectors.toSet());
		input.scripts().revisions().forEach((script) -> addId(script.version(), script.id()));
		replaced.forEach((row) -> addId(row.version(), row.script()));
	}

	private void addId(@Nullable Version version, String id) {
		if (version != null) {
			this.idsByVersion.computeIfAbsent(version, (any) -> new ArrayList<>()).add(id);
		}
	}

	List<HistoryEntry> of(RevisionGraph graph) {
		Set<String> heads = graph.heads();
		Set<String> branchPoints = graph.branchPoints();
		List<HistoryEntry> entries = new ArrayList<>();
		for (Revision revision : graph.revisions()) {
			String id = revision.id();
			entries.add(known(withLabels(revision, graph.labels(id))).head(heads.contains(id))
				.branchPoint(branchPoints.contains(id))
				.build());
		}
		entries.addAll(unknown());
		return entries;
	}

	private static Revision withLabels(Revision revision, Set<String> labels) {
		return new Revision(revision.id(), revision.description(), revision.parents(), revision.dependsOn(), labels);
	}

	/**
	 * The entries without a graph.
	 */
	List<HistoryEntry> ofScripts() {
		List<HistoryEntry> entries = new ArrayList<>();
		for (Script script : this.input.scripts().revisions()) {
			entries.add(known(new Revision(script.id(), script.description(), script.parents(), script.dependsOn(),
					script.labels()))
				.build());
		}
		entries.addAll(unknown());
		return entries;
	}

	private HistoryEntry.Builder known(Revision revision) {
		Script script = this.input.script(revision.id());
		Version version = this.input.version(revision.id()).orElse(null);
		HistoryRow found = (version != null) ? row(version) : null;
		HistoryRow row = this.replaced.contains(found) ? null : found;
		String name = (script != null) ? script.name() : revision.id();
		Version undone = (script != null) ? script.version() : version;
		return entry(revision, name, row).reversible(isReversible(undone, revision.description()))
			.sameVersion(sameVersion(undone, revision.id()))
			.state(state(revision.id(), name, version, row));
	}

	private List<String> sameVersion(@Nullable Version version, String id) {
		List<String> ids = (version != null) ? this.idsByVersion.getOrDefault(version, List.of()) : List.of();
		return ids.stream().filter((other) -> !other.equals(id)).toList();
	}

	private @Nullable HistoryRow row(Version version) {
		HistoryRow applied = this.input.history().applied().get(version);
		return (applied != null) ? applied
				: this.input.history()
					.failed()
					.stream()
					.filter((row) -> version.equals(row.version()))
					.findFirst()
					.orElse(null);
	}

	private HistoryEntry.Builder entry(Revision revision, String script, @Nullable HistoryRow row) {
		Version version = this.input.version(revision.id()).orElse(null);
		HistoryEntry.Builder entry = HistoryEntry.of(revision, script)
			.current(this.current.contains(revision.id()))
			.undoneOn(undoneOn(version));
		return (row != null) ? entry.installed(row.installedOn(), row.installedBy(), row.executionTimeMillis()) : entry;
	}

	private boolean isReversible(@Nullable Version version, String description) {
		return version != null && this.input.scripts().undo(version, description).isPresent();
	}

	private @Nullable Instant undoneOn(@Nullable Version version) {
		HistoryRow undone = (version != null) ? this.input.history().undone().get(version) : null;
		return (undone != null) ? undone.installedOn() : null;
	}

	private RevisionState state(String id, String script, @Nullable Version version, @Nullable HistoryRow row) {
		if (row != null) {
			return (!row.success() || this.halfUndone.contains(row.version())) ? RevisionState.FAILED
					: this.changed.contains(script) ? RevisionState.CHANGED : RevisionState.APPLIED;
		}
		if (version == null) {
			return RevisionState.PENDING;
		}
		if (this.input.history().isBelowBaseline(version) || this.input.isSkippedBaseline(version)
				|| isBelowFirstBaseline(version)) {
			return RevisionState.BASELINE;
		}
		if (this.ignored.contains(id)) {
			return RevisionState.IGNORED;
		}
		return pending(version);
	}

	private RevisionState pending(Version version) {
		boolean later = this.stepTaken && this.input.rules().onlyNext();
		if (later || this.input.rules().isAboveTarget(version, this.highestApplied)) {
			return RevisionState.ABOVE_TARGET;
		}
		this.stepTaken = true;
		return RevisionState.PENDING;
	}

	private boolean isBelowFirstBaseline(Version version) {
		return this.firstBaseline != null && version.compareTo(this.firstBaseline) < 0;
	}

	private List<HistoryEntry> unknown() {
		return Stream.concat(this.input.unknown().stream(), this.replaced.stream())
			.sorted(Comparator.comparing(HistoryRow::requireVersion))
			.map(this::unknown)
			.toList();
	}

	private HistoryEntry unknown(HistoryRow row) {
		Version version = row.requireVersion();
		List<String> parents = this.input.history()
			.parents()
			.getOrDefault(version, List.of())
			.stream()
			.map(this.input::id)
			.toList();
		String id = this.replaced.contains(row) ? row.script() : this.input.id(version);
		Revision revision = new Revision(id, row.description(), parents, List.of(), Set.of());
		return entry(revision, row.script(), row).reversible(isReversible(version, row.description()))
			.sameVersion(sameVersion(version, id))
			.state(RevisionState.UNKNOWN)
			.build();
	}

}
