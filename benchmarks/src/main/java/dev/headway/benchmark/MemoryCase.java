package dev.headway.benchmark;

import java.io.PrintStream;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds the smallest {@code -Xmx} with which a process starts when its database is up to
 * date. The peer is a process that only opens its pool.
 */
final class MemoryCase {

	private static final int BYTES = 2048;

	private static final int STEP = 2;

	private static final int MAXIMUM = 512;

	private final BenchmarkOptions options;

	private final ResultTable table;

	MemoryCase(BenchmarkOptions options, PrintStream out) {
		this.options = options;
		this.table = new ResultTable(out, "Heap when up to date, scripts of 2 KB", "migrations", "process",
				"smallest -Xmx MB", "above the pool's MB");
	}

	void run() {
		try (DatabaseServer server = DatabaseServer.h2InFiles(this.options.path())) {
			for (int size : this.options.sizes) {
				Migrations migrations = Migrations.write(this.options.path(), Migrations.INSERT, size, BYTES);
				DatabaseAccess access = server.create();
				Engine.stamp(access, migrations);
				run(size, migrations, access);
			}
		}
	}

	private void run(int size, Migrations migrations, DatabaseAccess access) {
		int peer = 0;
		for (String process : List.of(ColdRun.POOL, ColdRun.STATE)) {
			int smallest = smallest(
					(megabytes) -> ColdRun.fits(megabytes, ColdRun.arguments(process, migrations, access)));
			peer = (peer != 0) ? peer : smallest;
			this.table.add(size, process, smallest, smallest - peer);
		}
	}

	/**
	 * Find the smallest heap that is enough, to the next step and at most the maximum.
	 */
	static int smallest(IntPredicate enough) {
		int smallest = 2 * STEP;
		while (smallest < MAXIMUM && !enough.test(smallest)) {
			smallest *= 2;
		}
		int tooSmall = smallest / 2;
		while (smallest - tooSmall > STEP) {
			int middle = (smallest + tooSmall) / 2;
			if (enough.test(middle)) {
				smallest = middle;
			}
			else {
				tooSmall = middle;
			}
		}
		return smallest;
	}

}
