package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.HistoryRules;
import dev.headway.flyway.history.SchemaHistory;
import dev.headway.flyway.history.Stamp;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.check.ScriptOrigin;
import dev.headway.script.name.ScriptKind;

/**
 * The scripts and the database side by side, before any assessment.
 *
 * @param scripts the scripts
 * @param history the database
 * @param rules what the user's settings tolerate
 * @param byVersion the scripts that are nodes of the graph: versioned ones, and baseline
 * scripts of versions that have no other
 * @param versions the versions of these scripts by their ids
 * @param newer the rows of scripts that a newer build has moved, which have its versions
 * here
 * @param origins whether a script was applied under another version
 */
record StateInput(MigrationScripts scripts, SchemaHistory history, HistoryRules rules, Map<Version, Script> byVersion,
		Map<String, Version> versions, Map<Script, HistoryRow> newer, BiPredicate<ScriptOrigin, Script> origins) {

	static StateInput of(MigrationScripts found, SchemaHistory history, HistoryRules rules,
			BiPredicate<ScriptOrigin, Script> origins) {
		MigrationScripts scripts = found.keeping((script) -> isApplied(script, history));
		Map<Version, Script> byVersion = new HashMap<>();
		Stream.concat(scripts.baselines().stream(), scripts.revisions().stream().filter(StateInput::keepsVersion))
			.forEach((script) -> Optional.ofNullable(script.version())
				.ifPresent((version) -> byVersion.put(version, script)));
		Map<Script, HistoryRow> newer = newer(byVersion, history);
		newer.keySet().forEach((script) -> byVersion.remove(script.version()));
		newer.forEach((script, row) -> byVersion.put(row.requireVersion(), script));
		Map<String, Version> versions = new HashMap<>();
		byVersion.forEach((version, script) -> versions.put(script.id(), version));
		return new StateInput(scripts, history, rules, byVersion, versions, newer, origins);
	}

	/**
	 * Find the scripts that a newer build has moved to versions that this one does not
	 * have, or whose header it has changed.
	 */
	private static Map<Script, HistoryRow> newer(Map<Version, Script> byVersion, SchemaHistory history) {
		Map<Script, HistoryRow> newer = new LinkedHashMap<>();
		if (!history.moved().isEmpty()) {
			new TreeMap<>(byVersion).forEach((version, script) -> {
				HistoryRow own = history.applied().get(version);
				if (own == null || !ScriptChecks.isUnchanged(script, own)) {
					history.successor(version, (row) -> ScriptChecks.isUnchanged(script, row))
						.filter((row) -> row.equals(own) || !byVersion.containsKey(row.requireVersion()))
						.ifPresent((row) -> newer.put(script, row));
				}
			});
		}
		return newer;
	}

	boolean isMovedByNewerBuild(Script script) {
		return this.newer.containsKey(script);
	}

	/**
	 * Whether a script is the one of its version, and says that it replaces another one.
	 */
	boolean hasMarker(Script script) {
		return !script.replaces().isEmpty() && script.equals(this.byVersion.get(script.version()));
	}

	boolean hasApplied(Script script) {
		HistoryRow row = this.history.applied().get(script.version());
		return row != null && ScriptChecks.isUnchanged(script, row);
	}

	/**
	 * Whether a revision was recorded without running it in the order of the graph, since
	 * it ran as another version. What it builds on may come later.
	 */
	boolean isReplacement(String id) {
		Version version = version(id).orElse(null);
		HistoryRow row = this.history.applied().get(version);
		Script script = this.byVersion.get(version);
		return row != null && (this.history.moved().containsValue(row) || (script != null && script.replaces()
			.stream()
			.anyMatch((marker) -> this.history.isBelowBaselineMarker(marker.version()) || this.history.forgotten()
				.stream()
				.anyMatch((old) -> marker.version().equals(old.version())
						&& Integer.valueOf(marker.checksum()).equals(old.checksum())))));
	}

	private static boolean isApplied(Script script, SchemaHistory history) {
		HistoryRow row = history.applied().get(script.version());
		return row != null && row.script().equals(script.relativePath());
	}

	/**
	 * Whether a script is the one of its version that a row of the history can mean.
	 */
	private static boolean keepsVersion(Script script) {
		return script.version() != null && script.id().equals(script.version().text());
	}

	Optional<Version> version(String id) {
		Version version = this.versions.get(id);
		return (version != null) ? Optional.of(version) : Version.parse(id);
	}

	Optional<RevisionGraph> graph() {
		return this.scripts.graph();
	}

	/**
	 * The id of the version's script. Without a script, it is the text of the version, or
	 * the name of the script that was applied if a revision of this build has that id.
	 */
	String id(Version version) {
		Script script = this.byVersion.get(version);
		if (script != null) {
			return script.id();
		}
		HistoryRow row = this.history.applied().get(version);
		return (row != null && this.versions.containsKey(version.text())) ? row.script() : version.text();
	}

	/**
	 * The rows of those of the revisions that have one, in the given order.
	 */
	List<HistoryRow> rows(List<String> ids) {
		return ids.stream()
			.flatMap((id) -> version(id).stream())
			.flatMap((version) -> Stream.ofNullable(this.history.applied().get(version)))
			.toList();
	}

	/**
	 * The parents of every revision. In place of a baseline script that this database
	 * never runs, it is what is applied below it.
	 */
	Map<Version, List<Version>> parents() {
		Map<Version, List<Version>> parents = new HashMap<>();
		graph().ifPresent((graph) -> graph.revisions().forEach((revision) -> {
			List<Version> versions = revision.parents()
				.stream()
				.flatMap((parent) -> version(parent).stream())
				.flatMap((parent) -> Stream.ofNullable(isSkippedBaseline(parent) ? appliedBelow(parent) : parent))
				.distinct()
				.toList();
			version(revision.id()).ifPresent((version) -> parents.put(version, versions));
		}));
		return parents;
	}

	/**
	 * The highest applied version below another one.
	 */
	@Nullable Version appliedBelow(Version version) {
		return this.history.applied().lowerKey(version);
	}

	/**
	 * Whether a version has only a baseline script, which does not run here since Flyway
	 * runs one only on an empty history ({@code BaselineResolvedMigration}).
	 */
	boolean isSkippedBaseline(Version version) {
		return isBaselineScript(version) && !this.history.isBlank() && !this.history.covers(version);
	}

	boolean isBaselineScript(Version version) {
		Script script = this.byVersion.get(version);
		return script != null && script.kind() == ScriptKind.BASELINE;
	}

	/**
	 * Those of the revisions that the database does not have, parents first.
	 */
	List<Stamp> stamps(Collection<String> ids) {
		Map<Version, List<Version>> parents = parents();
		List<Stamp> stamps = new ArrayList<>();
		graph().ifPresent((graph) -> graph.revisions().forEach((revision) -> {
			Version version = version(revision.id()).orElse(null);
			if (version != null && ids.contains(revision.id()) && !covers(revision.id())) {
				stamps.add(new Stamp(requireScript(version), version, parents.getOrDefault(version, List.of())));
			}
		}));
		return stamps;
	}

	Set<Version> known() {
		Set<Version> known = new HashSet<>(this.byVersion.keySet());
		known.addAll(this.history.applied().keySet());
		return known;
	}

	Script requireScript(Version version) {
		return Objects.requireNonNull(this.byVersion.get(version), () -> "no script of " + version);
	}

	/**
	 * Name a revision for people: its id and, if it has one, its script.
	 */
	String name(String id) {
		Script script = script(id);
		return (script != null) ? "%s (%s)".formatted(id, script.name()) : id;
	}

	List<String> scriptNames(List<String> ids) {
		return ids.stream().map(this::script).flatMap(Stream::ofNullable).map(Script::name).toList();
	}

	@Nullable Script script(String id) {
		return version(id).map(this.byVersion::get).or(() -> this.scripts.find(id)).orElse(null);
	}

	/**
	 * Whether a revision is in force, or replaced by what the database has.
	 */
	boolean covers(String id) {
		return version(id).filter((version) -> this.history.covers(version) || isSkippedBaseline(version)).isPresent();
	}

	/**
	 * The revisions of the graph that are in force in the database.
	 */
	Set<String> applied(RevisionGraph graph) {
		Set<String> applied = new LinkedHashSet<>();
		graph.revisions().forEach((revision) -> {
			if (covers(revision.id())) {
				applied.add(revision.id());
			}
		});
		return applied;
	}

	/**
	 * The applied migrations without a script, lowest version first. Migrations of a
	 * custom resolver are outside the graph.
	 */
	List<HistoryRow> unknown() {
		return this.history.applied()
			.values()
			.stream()
			.filter((row) -> row.version() != null && !this.byVersion.containsKey(row.version()) && !row.isCustom())
			.toList();
	}

	/**
	 * The rows whose version a script of this build has, but with other content; not
	 * those that a baseline replaces.
	 */
	List<HistoryRow> differentRows() {
		return this.history.applied()
			.entrySet()
			.stream()
			.filter((entry) -> !this.history.isBelowBaseline(entry.getKey())
					&& isDifferent(this.byVersion.get(entry.getKey()), entry.getValue())
					&& !this.newer.containsValue(entry.getValue()))
			.map(Map.Entry::getValue)
			.toList();
	}

	private static boolean isDifferent(@Nullable Script script, HistoryRow row) {
		return script != null && script.kind() == ScriptKind.VERSIONED && script.checksum() != null
				&& row.checksum() != null && !row.isBaselineScript() && !script.unchangedSince(row.checksum());
	}

	@Nullable Version highest() {
		return this.byVersion.keySet().stream().max(Version::compareTo).orElse(null);
	}

	/**
	 * The highest version that has a row in force, even a failed one: what is below it is
	 * out of order for Flyway.
	 */
	@Nullable Version highestApplied() {
		return Stream
			.of(this.history.applied().keySet().stream(),
					this.history.failed().stream().flatMap((row) -> Stream.ofNullable(row.version())),
					Stream.ofNullable(this.history.baseline()))
			.flatMap((versions) -> versions)
			.max(Version::compareTo)
			.orElse(null);
	}

	/**
	 * The baseline script that a first upgrade starts with (Flyway's
	 * {@code BaselineResolvedMigration}), if any.
	 */
	Optional<Version> firstBaseline() {
		if (!this.history.isBlank()) {
			return Optional.empty();
		}
		return this.scripts.baselines()
			.stream()
			.flatMap((script) -> Stream.ofNullable(script.version()))
			.filter((version) -> !this.rules.isAboveTarget(version, null))
			.max(Version::compareTo);
	}

}
