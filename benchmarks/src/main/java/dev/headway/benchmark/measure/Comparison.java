package dev.headway.benchmark.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Measures several contenders in turns, so that a busy spell of the machine meets all of
 * them. Each round begins with another one.
 */
public final class Comparison {

	private Comparison() {
	}

	/**
	 * Measure.
	 * @param <T> the type of contender
	 * @param rounds how often each contender runs
	 * @param contenders the contenders
	 * @param run lets one of them run
	 * @return the figures of each contender, in the order these were given
	 */
	public static <T> Map<T, Figures> run(int rounds, List<T> contenders, Function<T, Figure> run) {
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
