package dev.headway.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs several contenders in turn, so that a busy moment of the machine affects all of
 * them. Each round starts with another contender.
 */
final class Comparison {

	private Comparison() {
	}

	/**
	 * Run all contenders once in each round.
	 * @return the figures of each contender, in the given order
	 */
	static <T> Map<T, Figures> run(int rounds, List<T> contenders, Function<T, Figure> run) {
		Map<T, List<Figure>> figures = new LinkedHashMap<>();
		contenders.forEach((contender) -> figures.put(contender, new ArrayList<>()));
		List<T> order = new ArrayList<>(contenders);
		for (int round = 0; round < rounds; round++) {
			order.forEach((contender) -> figures.getOrDefault(contender, List.of()).add(run.apply(contender)));
			Collections.rotate(order, -1);
		}
		Map<T, Figures> result = new LinkedHashMap<>();
		figures.forEach((contender, runs) -> result.put(contender, new Figures(runs)));
		return result;
	}

}
