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
 * Says in SQL what an upgrade or a downgrade would do.
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
		StateInput input = (from != null) ? suppose(from) : this.reader.read();
		MigrationState state = StateAssessment.of(input);
		RevisionGraph graph = requireGraph(input);
		MigrationPlan plan = new MigrationPlanner(graph).towards(input.applied(graph), to);
		boolean down = plan.steps().stream().anyMatch(Step.Downgrade.class::isInstance);
		List<String> steps = plan.steps().stream().map((step) -> step.revision().id()).toList();
		List<Undo> undos = down ? undos(input, state, graph, steps) : List.of();
		boolean whole = !down && plan.currentAfter().equals(graph.heads());
		List<Stamp> stamps = down ? List.of() : stamps(input, state, steps, whole);
		boolean repeats = whole && (from == null || !stamps.isEmpty());
		return this.engine.write(new Preview(from == null, names(graph, graph.current(input.applied(graph))),
				names(graph, plan.currentAfter()), !input.history().exists(), undos, stamps,
				repeats ? input.scripts().repeatables() : List.of()));
	}

	/**
	 * The input of a database that holds a revision and its ancestors and nothing else.
	 */
	private StateInput suppose(String from) {
		StateInput blank = this.reader.suppose(SchemaHistory.supposing(List.of()));
		RevisionGraph graph = requireGraph(blank);
		Set<String> named = graph.resolve(from).stream().map(Revision::id).collect(Collectors.toSet());
		Set<String> applied = new HashSet<>(graph.ancestors(named));
		applied.addAll(named);
		return applied.isEmpty() ? blank
				: StateInput.of(blank.scripts(), SchemaHistory.supposing(blank.stamps(applied)), blank.rules());
	}

	private static RevisionGraph requireGraph(StateInput input) {
		return input.graph().orElseThrow(() -> Refusal.of(NOTHING_SHOWN, StateAssessment.of(input)));
	}

	private static List<Undo> undos(StateInput input, MigrationState state, RevisionGraph graph, List<String> steps) {
		UndoSelection selection = new UndoSelection(NOTHING_SHOWN, input, state);
		selection.requireOpen(graph);
		return selection.undos(steps);
	}

	private static List<Stamp> stamps(StateInput input, MigrationState state, List<String> steps, boolean whole) {
		Refusal.ofUpgrade(NOTHING_SHOWN, state);
		Refusal.ofTarget(NOTHING_SHOWN, state, steps);
		Collection<String> pending = whole ? state.pending() : steps;
		Optional<Stamp> baseline = firstBaseline(input, pending, whole);
		Stream<Stamp> rest = input.stamps(pending)
			.stream()
			.filter((stamp) -> baseline.isEmpty() || stamp.version().compareTo(baseline.get().version()) > 0);
		return Stream.concat(baseline.stream(), rest).toList();
	}

	/**
	 * The baseline script that Flyway begins with on an empty database, in place of all
	 * up to its version. In an upgrade to the head it sees all of them, else only those
	 * of the revisions that are to run.
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
