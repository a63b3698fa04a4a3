package dev.headway.benchmark.ground;

import java.util.List;

/**
 * The shape of a graph of revisions that are numbered from one. It has one base and one
 * head, whatever its size.
 */
public enum Shape {

	/** Each revision revises the one below it. */
	LINEAR {

		@Override
		public List<Integer> parents(int number, int size) {
			return (number == 1) ? List.of() : List.of(number - 1);
		}

	},

	/** Two branches that every third revision merges. */
	BRAIDED {

		@Override
		public List<Integer> parents(int number, int size) {
			return switch (number % 3) {
				case 1 -> (number == 1) ? List.of() : List.of(number - 2, number - 1);
				case 2 -> List.of(number - 1);
				default -> List.of((number == size) ? number - 1 : number - 2);
			};
		}

	};

	/**
	 * The parents of a revision.
	 * @param number the number of the revision
	 * @param size how many revisions there are
	 * @return the numbers of its parents, all of them smaller
	 */
	public abstract List<Integer> parents(int number, int size);

}
