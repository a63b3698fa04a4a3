package dev.headway.flyway.service;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.Preview;
import dev.headway.flyway.history.Replacement;
import dev.headway.flyway.history.SchemaHistory;
import dev.headway.flyway.history.Stamp;
import dev.headway.flyway.history.Undo;
import dev.headway.migration.MigrationState;
import dev.headway.plan.MigrationPlan;
import dev.headway.plan.MigrationPlanner;
import dev.headway.plan.Step;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.Script;

/**
 * Shows the SQL of an upgrade or a downgrade.
 */
final class SqlPreview {

	private static final String NOTHING_SHOWN = "There is no SQL to show";

	private final FlywayEngine engine;

	private final StateReader reader;

	SqlPreview(FlywayEngine engine, StateReader reader) {
		this.engine = engine;
		this.reader = reader;
	}

	String show(@Nullable String from, String to) {
		StateInput found = (from != null) ? suppose(from) : this.reader.read();
		MigrationState state = StateAssessment.of(found);
		List<Replacement> replaced = Replacements.of(found).toRecord();
		StateInput input = Replacements.of(found).recorded();
		Refusal refusal = new Refusal(NOTHING_SHOWN, found, state);
		RevisionGraph graph = refusal.requireGraph();
		MigrationPlan plan = new MigrationPlanner(graph).towards(input.applied(graph), to);
		boolean down = plan.steps().stream().anyMatch(Step.Downgrade.class::isInstance);
		List<String> steps = plan.steps().stream().map((step) -> step.revision().id()).toList();
		List<Undo> undos = down ? undos(input, refusal, graph, steps) : List.of();
		boolean whole = !down && plan.currentAfter().equals(graph.effectiveHeads());
		if (!down) {
			refusal.requireUpgradable();
			refusal.requireWithinTarget(steps);
		}
		List<Stamp> stamps = down ? List.of() : stamps(input, whole ? state.pending() : steps, whole);
		boolean repeats = whole && (from == null || !stamps.isEmpty());
		return this.engine.write(new Preview(from == null, names(graph, graph.current(input.applied(graph))),
				names(graph, plan.currentAfter()), !input.history().exists(), undos, replaced, stamps,
				repeats ? input.scripts().repeatables() : List.of()));
	}

	/**
	 * The input of a database that has a revision and its ancestors and nothing else.
	 */
	private StateInput suppose(String from) {
		StateInput blank = this.reader.suppose(SchemaHistory.supposing(List.of()));
		RevisionGraph graph = new Refusal(NOTHING_SHOWN, blank, StateAssessment.of(blank)).requireGraph();
		Set<String> named = graph.resolve(from).stream().map(Revision::id).collect(Collectors.toSet());
		Set<String> applied = new HashSet<>(graph.ancestors(named));
		applied.addAll(named);
		return applied.isEmpty() ? blank : StateInput.of(blank.scripts(),
				SchemaHistory.supposing(blank.stamps(applied)), blank.rules(), blank.origins());
	}

	private static List<Undo> undos(StateInput input, Refusal refusal, RevisionGraph graph, List<String> steps) {
		UndoSelection selection = new UndoSelection(input, refusal);
		selection.requireOpen(graph);
		return selection.undos(steps);
	}

	private static List<Stamp> stamps(StateInput input, Collection<String> pending, boolean whole) {
		Optional<Stamp> baseline = firstBaseline(input, pending, whole);
		Stream<Stamp> rest = input.stamps(pending)
			.stream()
			.filter((stamp) -> baseline.isEmpty() || stamp.version().compareTo(baseline.get().version()) > 0);
		return Stream.concat(baseline.stream(), rest).toList();
	}

	/**
	 * The baseline script that Flyway starts with on an empty database, instead of all
	 * migrations up to its version. In an upgrade to the head all of them count,
	 * otherwise only those that are to run.
	 */
	private static Optional<Stamp> firstBaseline(StateInput input, Collection<String> pending, boolean whole) {
		if (input.firstBaseline().isEmpty()) {
			return Optional.empty();
		}
		return input.scripts()
			.baselines()
			.stream()
			.filter((script) -> whole || pending.contains(script.id()))
			.filter((script) -> !input.rules().isAboveTarget(version(script), null))
			.max(Comparator.comparing(SqlPreview::version))
			.map((script) -> new Stamp(script, version(script),
					input.parents().getOrDefault(version(script), List.of())));
	}

	private static Version version(Script script) {
		return Objects.requireNonNull(script.version());
	}

	private static String names(RevisionGraph graph, Set<String> current) {
		return current.isEmpty() ? "base"
				: graph.revisions()
					.stream()
					.map(Revision::id)
					.filter(current::contains)
					.collect(Collectors.joining(", "));
	}

}
