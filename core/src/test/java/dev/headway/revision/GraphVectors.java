package dev.headway.revision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The revision-graph vectors; see the README next to the file.
 *
 * @param counts how many cases there are
 * @param cases the cases
 */
public record GraphVectors(Counts counts, List<Case> cases) {

	public static GraphVectors read() {
		JsonMapper mapper = JsonMapper.builder()
			.enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.build();
		try (InputStream file = Objects
			.requireNonNull(GraphVectors.class.getResourceAsStream("/vectors/graphs.json"))) {
			return mapper.readValue(file, GraphVectors.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public List<Case> valid() {
		return this.cases.stream().filter((graphCase) -> graphCase.expect().valid()).toList();
	}

	public List<Case> invalid() {
		return this.cases.stream().filter((graphCase) -> !graphCase.expect().valid()).toList();
	}

	private static Set<String> applied(RevisionGraph graph, List<String> current) {
		Set<String> applied = new LinkedHashSet<>(current);
		applied.addAll(graph.ancestors(current.stream().filter((id) -> graph.find(id).isPresent()).toList()));
		return applied;
	}

	public record Counts(int cases, int valid, int invalid) {

	}

	public record Case(String name, String idOrder, List<Node> revisions, Expect expect) {

		/**
		 * The revisions as listed, and in random orders that are the same in every run.
		 */
		List<List<Revision>> listings() {
			List<List<Revision>> listings = new ArrayList<>();
			listings.add(this.revisions.stream().map(Node::revision).toList());
			Random random = new Random(20261121);
			for (int i = 0; i < 3; i++) {
				List<Revision> shuffled = new ArrayList<>(listings.get(0));
				Collections.shuffle(shuffled, random);
				listings.add(shuffled);
			}
			return listings;
		}

		public List<RevisionGraph> graphs() {
			return listings().stream().map(RevisionGraph::of).toList();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	public record Node(String id, List<String> parents, @Nullable List<String> dependsOn,
			@Nullable Set<String> labels) {

		Revision revision() {
			return new Revision(this.id, "revision " + this.id, this.parents,
					(this.dependsOn != null) ? this.dependsOn : List.of(),
					(this.labels != null) ? this.labels : Set.of());
		}

	}

	/**
	 * What is expected; which parts there are depends on whether the graph is valid.
	 */
	public record Expect(boolean valid, Set<String> heads, Set<String> effectiveHeads, Set<String> bases,
			Set<String> branchPoints, Set<String> mergePoints, Map<String, Set<String>> labels, Single singleHead,
			Order history, List<State> states, List<Plan> upgrades, List<Plan> downgrades, List<Lookup> lookups,
			List<Range> ranges, List<Stamp> stamps, List<Create> creates, String kind, List<String> onCycle,
			List<Missing> missing, List<String> duplicates) {

		public Expect {
			labels = (labels != null) ? labels : Map.of();
			states = orEmpty(states);
			upgrades = orEmpty(upgrades);
			downgrades = orEmpty(downgrades);
			lookups = orEmpty(lookups);
			ranges = orEmpty(ranges);
			stamps = orEmpty(stamps);
			creates = orEmpty(creates);
			onCycle = orEmpty(onCycle);
			missing = orEmpty(missing);
			duplicates = orEmpty(duplicates);
		}

		private static <T> List<T> orEmpty(@Nullable List<T> list) {
			return (list != null) ? list : List.of();
		}

	}

	public record Failure(String kind, @Nullable String suggested, @Nullable Set<String> heads) {

	}

	public record Single(@Nullable String result, @Nullable Failure error) {

	}

	public record Order(List<String> order, boolean orderUnique) {

	}

	public record State(Set<String> applied, Set<String> current, Set<String> currentShown, boolean checkHeads,
			Set<String> pending, Plan toHeads, @Nullable Failure toHeadError) {

	}

	public record Plan(List<String> current, String target, List<String> order, boolean orderUnique,
			Set<String> resultHeads, @Nullable Failure error, @Nullable List<String> unstable,
			@Nullable List<Plan> alternatives) {

		/**
		 * All accepted answers, including this one.
		 */
		public List<Plan> answers() {
			List<Plan> answers = new ArrayList<>(List.of(this));
			if (this.alternatives != null) {
				answers.addAll(this.alternatives);
			}
			return answers;
		}

		/**
		 * The version rows and all their ancestors; rows that no revision has as they
		 * are.
		 */
		public Set<String> applied(RevisionGraph graph) {
			return GraphVectors.applied(graph, this.current);
		}

	}

	public record Lookup(String symbol, @Nullable Set<String> result, @Nullable Failure error) {

	}

	public record Range(String from, String to, @Nullable Set<String> revisions, @Nullable Failure error) {

	}

	public record Stamp(List<String> current, List<String> targets, Set<String> resultHeads, @Nullable Failure error) {

		public Set<String> applied(RevisionGraph graph) {
			return GraphVectors.applied(graph, this.current);
		}

	}

	public record Create(String id, List<String> head, boolean splice, @Nullable String label,
			@Nullable List<String> dependsOn, @Nullable Set<String> parents, @Nullable List<String> resolvedDependsOn,
			@Nullable Set<String> headsAfter, @Nullable Failure error) {

		NewRevision request() {
			return new NewRevision(this.id, "", this.head, this.splice,
					(this.dependsOn != null) ? this.dependsOn : List.of(),
					(this.label != null) ? Set.of(this.label) : Set.of());
		}

	}

	public record Missing(String revision, String names) {

	}

}
