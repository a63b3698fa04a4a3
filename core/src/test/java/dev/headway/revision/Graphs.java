package dev.headway.revision;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Graphs for tests, from short texts. A line is a revision: its id, then what it
 * {@code revises}, what it {@code needs} and how it is {@code called}, as in
 * {@code 4 revises 2 3 needs 7 called billing}.
 */
public final class Graphs {

	private Graphs() {
	}

	public static RevisionGraph graph(String... lines) {
		return RevisionGraph.of(revisions(lines));
	}

	public static List<Revision> revisions(String... lines) {
		return Stream.of(lines).map(Graphs::revision).toList();
	}

	public static Revision revision(String line) {
		List<String> parents = new ArrayList<>();
		List<String> dependsOn = new ArrayList<>();
		List<String> labels = new ArrayList<>();
		Map<String, List<String>> verbs = Map.of("revises", parents, "needs", dependsOn, "called", labels);
		String[] words = line.split(" ");
		List<String> objects = List.of();
		for (String word : List.of(words).subList(1, words.length)) {
			if (verbs.containsKey(word)) {
				objects = verbs.getOrDefault(word, objects);
			}
			else {
				objects.add(word);
			}
		}
		return new Revision(words[0], "revision " + words[0], parents, dependsOn, new LinkedHashSet<>(labels));
	}

	public static RevisionGraph linear() {
		return graph("1", "2 revises 1", "3 revises 2");
	}

	public static RevisionGraph twoHeads() {
		return graph("1", "2 revises 1", "3 revises 1");
	}

	public static RevisionGraph diamond() {
		return graph("1", "2 revises 1", "3 revises 1", "4 revises 2 3");
	}

	public static RevisionGraph twoRoots() {
		return graph("1", "2 revises 1", "11 called audit", "12 revises 11");
	}

	public static RevisionGraph crossDependency() {
		return graph("1", "2 revises 1", "3 revises 1", "4 revises 2 needs 3");
	}

	public static RevisionGraph labelled() {
		return graph("1", "2 revises 1 called billing", "3 revises 2", "4 revises 1", "5 revises 4");
	}

	public static List<Revision> chain(int length) {
		return IntStream.rangeClosed(1, length)
			.mapToObj((id) -> revision((id > 1) ? "%d revises %d".formatted(id, id - 1) : "1"))
			.toList();
	}

	/**
	 * Two strands that diverge and meet again: every third revision merges the two before
	 * it.
	 * @param length how many revisions
	 * @return the revisions
	 */
	public static List<Revision> braid(int length) {
		return IntStream.rangeClosed(1, length).mapToObj((id) -> revision(braided(id))).toList();
	}

	private static String braided(int id) {
		return switch (id % 3) {
			case 1 -> (id > 1) ? "%d revises %d %d".formatted(id, id - 1, id - 2) : "1";
			case 2 -> "%d revises %d".formatted(id, id - 1);
			default -> "%d revises %d".formatted(id, id - 2);
		};
	}

}
