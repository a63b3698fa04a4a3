package dev.headway.script.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.headway.ProblemType;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptResource;
import dev.headway.script.edit.TargetBranch;
import dev.headway.script.text.HeaderEdit;
import dev.headway.script.text.ReplacesMarker;
import dev.headway.script.text.ScriptText;

/**
 * Finds all problems of {@link MigrationScripts} without a database: those that prevent a
 * valid graph, several heads, a wrong {@link dev.headway.script.HeadFile}, and undo
 * scripts that are missing or belong to no migration, and {@link ReplacesMarker}s of
 * files that were edited. The {@linkplain MigrationScripts#warnings() warnings} are among
 * them.
 */
public final class ScriptCheck {

	private final MigrationScripts scripts;

	private final Charset encoding;

	private final Supplier<Optional<TargetBranch>> target;

	public ScriptCheck(MigrationScripts scripts) {
		this(scripts, StandardCharsets.UTF_8, Optional::empty);
	}

	/**
	 * Create a check.
	 * @param scripts the scripts
	 * @param encoding their encoding
	 * @param target finds the branch that they are merged into, which is needed only to
	 * say how to resolve a conflict
	 */
	public ScriptCheck(MigrationScripts scripts, Charset encoding, Supplier<Optional<TargetBranch>> target) {
		this.scripts = scripts;
		this.encoding = encoding;
		this.target = target;
	}

	/**
	 * Check the scripts.
	 * @param requireDowngrade whether each versioned migration needs an undo script
	 * @return the problems, empty if there are none
	 */
	public List<ScriptProblem> problems(boolean requireDowngrade) {
		List<ScriptProblem> problems = new ArrayList<>(this.scripts.problems());
		problems.addAll(this.scripts.warnings());
		conflictProblem().ifPresent(problems::add);
		this.scripts.headFiles().forEach((file) -> file.check(this.scripts).ifPresent(problems::add));
		problems.addAll(orphans());
		this.scripts.revisions().forEach((script) -> problems.addAll(mismatches(script)));
		if (requireDowngrade) {
			problems.addAll(irreversible());
		}
		return problems;
	}

	/**
	 * Look for more than one head.
	 * @return the conflict, empty if there is at most one head or no valid graph
	 */
	public Optional<HeadConflict> conflict() {
		return ConflictCheck.of(this.scripts).flatMap(ConflictCheck::conflict);
	}

	private Optional<ScriptProblem> conflictProblem() {
		Optional<ConflictCheck> check = ConflictCheck.of(this.scripts);
		if (check.flatMap(ConflictCheck::conflict).isEmpty()) {
			return Optional.empty();
		}
		return this.target.get().flatMap(this::conflictWith).or(() -> check).flatMap(ConflictCheck::problem);
	}

	private Optional<ConflictCheck> conflictWith(TargetBranch branch) {
		Predicate<Script> stays = (script) -> script.resource() == null || branch.has(script.resource());
		return ConflictCheck.of(this.scripts.keeping(stays), stays, branch.name(),
				(script) -> (script.resource() != null) ? branch.arrival(script.resource()) : OptionalInt.empty());
	}

	/**
	 * Name a revision for people.
	 * @param id the id of the revision
	 * @return its id and the name of its script
	 */
	public String name(String id) {
		return this.scripts.find(id).map(Script::idAndName).orElse(id);
	}

	/**
	 * Return the names of the scripts of some revisions.
	 * @param ids the ids of the revisions
	 * @return the names of those that have a script
	 */
	public List<String> scripts(List<String> ids) {
		return ids.stream().flatMap((id) -> this.scripts.find(id).stream()).map(Script::name).toList();
	}

	/**
	 * The undo scripts without a migration. Below a baseline, migrations may be deleted.
	 */
	private List<ScriptProblem> orphans() {
		Set<Version> versions = versions(this.scripts.revisions());
		Version baseline = versions(this.scripts.baselines()).stream().max(Version::compareTo).orElse(null);
		return this.scripts.undos()
			.stream()
			.filter((undo) -> undo.version() != null && !versions.contains(undo.version())
					&& (baseline == null || undo.version().compareTo(baseline) > 0))
			.map((undo) -> new ScriptProblem(ProblemType.ORPHANED_DOWNGRADE,
					"%s: there is no migration with version %s. Rename it to the version that it undoes, or delete it."
						.formatted(undo.name(), undo.id()),
					List.of(undo.name()), null))
			.toList();
	}

	private List<ScriptProblem> irreversible() {
		Set<Version> undos = versions(this.scripts.undos());
		return this.scripts.revisions()
			.stream()
			.filter((script) -> script.version() != null && !undos.contains(script.version()))
			.map((script) -> new ScriptProblem(ProblemType.MISSING_DOWNGRADE,
					"%s: there is no undo script with version %s. Add one next to it; an empty one means that there is nothing to undo."
						.formatted(script.name(), script.id()),
					List.of(script.name()), null))
			.toList();
	}

	/**
	 * The markers of a script from which the script that they replace cannot be rebuilt.
	 */
	private List<ScriptProblem> mismatches(Script script) {
		ScriptResource resource = script.resource();
		return (resource != null && !script.isCode() && !script.replaces().isEmpty())
				? markers(resource, this.encoding, false).stream().map((marker) -> mismatch(script, marker)).toList()
				: List.of();
	}

	/**
	 * The markers of a script from which the script that they replace can be rebuilt.
	 */
	static List<ReplacesMarker> validMarkers(ScriptResource resource, Charset encoding) {
		return markers(resource, encoding, true);
	}

	private static List<ReplacesMarker> markers(ScriptResource resource, Charset encoding, boolean valid) {
		try (InputStream header = resource.open()) {
			List<ReplacesMarker> found = new ArrayList<>();
			for (ReplacesMarker marker : ScriptText.header(header, encoding).markers()) {
				Integer checksum = HeaderEdit.of(resource::open).rebuild(marker).checksum(encoding);
				if (valid == Objects.equals(checksum, marker.checksum())) {
					found.add(marker);
				}
			}
			return found;
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	private static ScriptProblem mismatch(Script script, ReplacesMarker marker) {
		return new ScriptProblem(ProblemType.REPLACES_MISMATCH,
				"%s, line %d: the file was edited after 'db rebase' wrote 'replaces: %s %d', so a database that has applied version %s cannot follow. Revert the edit and put the change into a new migration, or delete this line if no shared database has applied it."
					.formatted(script.name(), marker.line(), marker.version(), marker.checksum(), marker.version()),
				List.of(script.name()), marker.line());
	}

	private static Set<Version> versions(List<Script> scripts) {
		return new HashSet<>(scripts.stream().map(Script::version).flatMap(Stream::ofNullable).toList());
	}

}
