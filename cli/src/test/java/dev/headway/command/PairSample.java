package dev.headway.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A sample of a cross product: few cases, but every two values that occur together in one
 * of all cases occur together in one of these.
 */
final class PairSample {

	private PairSample() {
	}

	/**
	 * Choose cases, each time the one with most pairs that no other has had yet.
	 * @param values the values of a case, always in the same order
	 */
	static <C> List<C> of(List<C> cases, Function<C, List<?>> values) {
		Set<Pair> missing = new HashSet<>();
		cases.forEach((each) -> missing.addAll(pairs(values.apply(each))));
		Set<C> chosen = new LinkedHashSet<>();
		while (!missing.isEmpty()) {
			C next = cases.stream()
				.max(Comparator
					.comparingLong((each) -> pairs(values.apply(each)).stream().filter(missing::contains).count()))
				.orElseThrow();
			missing.removeAll(pairs(values.apply(next)));
			chosen.add(next);
		}
		return List.copyOf(chosen);
	}

	private static List<Pair> pairs(List<?> values) {
		List<Pair> pairs = new ArrayList<>();
		for (int i = 0; i < values.size(); i++) {
			for (int j = i + 1; j < values.size(); j++) {
				pairs.add(new Pair(i, values.get(i), j, values.get(j)));
			}
		}
		return pairs;
	}

	/**
	 * Two values of a case, with their places.
	 */
	private record Pair(int first, Object value, int second, Object other) {

	}

}
