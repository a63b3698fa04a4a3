package dev.headway.benchmark;

import dev.headway.benchmark.engine.FreshCase;
import dev.headway.benchmark.engine.UpToDateCase;
import dev.headway.benchmark.files.GraphCase;
import dev.headway.benchmark.ground.Settings;
import dev.headway.benchmark.measure.Table;

/**
 * What can be measured.
 */
enum Case {

	/** Upgrades from an empty database. */
	FRESH,

	/** Starts when all is applied already. */
	UPTODATE,

	/** Build, heads and full plan of a graph. */
	GRAPH;

	Table run(Settings settings) {
		return switch (this) {
			case FRESH -> FreshCase.run(settings);
			case UPTODATE -> UpToDateCase.run(settings);
			case GRAPH -> GraphCase.run(settings);
		};
	}

}
