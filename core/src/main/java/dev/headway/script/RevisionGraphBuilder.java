package dev.headway.script;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.revision.GraphProblem;
import dev.headway.revision.InvalidGraphException;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.text.HeaderKey;

/**
 * Builds the {@link RevisionGraph} of the scripts that a {@link ParentResolver} resolved.
 * Its problems are reported with files and lines. A reference to a higher version that
 * closes a cycle is reported as a cycle only.
 */
final class RevisionGraphBuilder {

	private static final Set<RevisionError> CYCLES = EnumSet.of(RevisionError.CYCLE, RevisionError.DEPENDENCY_CYCLE);

	private static final Set<RevisionError> LABELS = EnumSet.of(RevisionError.ILLEGAL_LABEL,
			RevisionError.DUPLICATE_LABEL);

	private final ParentResolver resolver;

	private final ScriptProblems problems;

	private final Version next;

	private final List<ParentResolver.Violation> violations;

	private final Map<String, UnresolvedScript> drafts = new HashMap<>();

	RevisionGraphBuilder(ParentResolver resolver, ScriptProblems problems, Version next) {
		this.resolver = resolver;
		this.problems = problems;
		this.next = next;
		this.violations = new ArrayList<>(resolver.violations());
		resolver.all().forEach((draft) -> this.drafts.put(draft.script().id(), draft));
	}

	@Nullable RevisionGraph build(List<Script> scripts) {
		List<Revision> revisions = revisions(scripts);
		RevisionGraph graph = null;
		try {
			graph = RevisionGraph.of(revisions, (id) -> Version.parse(id).isEmpty());
		}
		catch (InvalidGraphException ex) {
			ex.problems().forEach(this::report);
		}
		this.violations.forEach((violation) -> violation.report(this.problems, this.next));
		return this.problems.found().isEmpty() ? graph : null;
	}

	private List<Revision> revisions(List<Script> scripts) {
		List<Script> nodes = new ArrayList<>(scripts);
		for (UnresolvedScript baseline : this.resolver.baselinesNeeded()) {
			this.drafts.put(baseline.script().id(), baseline);
			nodes.add(baseline.script().placed(headsBelow(baseline.version(), nodes), false, List.of()));
		}
		return nodes.stream()
			.map((script) -> new Revision(script.id(), script.description(), script.parents(), script.dependsOn(),
					script.labels()))
			.toList();
	}

	private static List<String> headsBelow(Version version, List<Script> scripts) {
		List<Script> below = scripts.stream()
			.filter((script) -> script.requireVersion().compareTo(version) < 0)
			.toList();
		Set<String> heads = new LinkedHashSet<>();
		below.forEach((script) -> heads.add(script.id()));
		below.forEach((script) -> script.parents().forEach(heads::remove));
		return List.copyOf(heads);
	}

	private void report(GraphProblem problem) {
		ParentResolver.Violation closing = CYCLES.contains(problem.error()) ? closing(problem.revisions()) : null;
		if (closing != null) {
			this.violations.removeIf((violation) -> violation.closes(problem.revisions()));
			Set<String> names = new LinkedHashSet<>(List.of(closing.draft().name()));
			names.addAll(names(problem.revisions()));
			this.problems.add(type(problem), List.copyOf(names), closing.line(),
					"%s %s %s, which closes the cycle %s. To fix this, %s.".formatted(closing.draft().version(),
							closing.verb(), closing.target().version(), String.join(", ", problem.revisions()),
							this.resolver.remedy(closing.draft(), closing.key())));
		}
		else {
			List<String> names = names(problem.revisions());
			this.problems.add(type(problem), names, line(problem), problem.message());
		}
	}

	private ParentResolver.@Nullable Violation closing(List<String> cycle) {
		return this.violations.stream().filter((violation) -> violation.closes(cycle)).findFirst().orElse(null);
	}

	private List<String> names(List<String> ids) {
		return ids.stream().map((id) -> Objects.requireNonNull(this.drafts.get(id)).name()).toList();
	}

	private @Nullable Integer line(GraphProblem problem) {
		UnresolvedScript draft = Objects.requireNonNull(this.drafts.get(problem.revisions().get(0)));
		return LABELS.contains(problem.error()) ? draft.line(HeaderKey.BRANCH) : null;
	}

	private static ProblemType type(GraphProblem problem) {
		return ProblemType.valueOf(problem.error().name());
	}

}
