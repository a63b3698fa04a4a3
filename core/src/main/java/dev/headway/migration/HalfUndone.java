package dev.headway.migration;

import dev.headway.flyway.HistoryRow;

/**
 * Says what to do about an undo script that began and did not end.
 */
final class HalfUndone {

	private HalfUndone() {
	}

	static String remedy(HistoryRow mark) {
		return mark.script() + " may be half done, and counts as not done. Either mend it so that it can run once"
				+ " more, and repeat the downgrade; or do the rest by hand, and record that with 'db stamp' and the"
				+ " revision to go back to; or take back by hand what it did, and remove the mark with 'flyway"
				+ " repair'.";
	}

}
