package dev.headway.benchmark;

import java.io.PrintStream;

import dev.headway.benchmark.application.ActuatorCase;
import dev.headway.benchmark.application.StartCase;
import dev.headway.benchmark.engine.FreshCase;
import dev.headway.benchmark.engine.ReplicasCase;
import dev.headway.benchmark.engine.UpToDateCase;
import dev.headway.benchmark.files.CheckCase;
import dev.headway.benchmark.files.GraphCase;
import dev.headway.benchmark.files.MemoryCase;
import dev.headway.benchmark.ground.Settings;

/**
 * What can be measured.
 */
enum Case {

	/** Upgrades from an empty database. */
	FRESH,

	/** Starts when all is applied already. */
	UPTODATE,

	/** Many processes that start at once. */
	REPLICAS,

	/** Requests to the actuator of an application. */
	WINDOWS,

	/** Whole starts of the sample application. */
	START,

	/** Build, heads and full plan of a graph. */
	GRAPH,

	/** Reading and checking scripts, without a database. */
	CHECK,

	/** Heap that the state of a history takes. */
	MEMORY;

	void run(Settings settings, PrintStream out) {
		switch (this) {
			case FRESH -> FreshCase.run(settings, out);
			case UPTODATE -> UpToDateCase.run(settings, out);
			case REPLICAS -> ReplicasCase.run(settings, out);
			case WINDOWS -> ActuatorCase.run(settings, out);
			case START -> StartCase.run(settings, out);
			case GRAPH -> GraphCase.run(settings, out);
			case CHECK -> CheckCase.run(settings, out);
			case MEMORY -> MemoryCase.run(settings, out);
		}
	}

}
