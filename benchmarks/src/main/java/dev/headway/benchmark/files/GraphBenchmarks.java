package dev.headway.benchmark.files;

import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import dev.headway.benchmark.ground.Shape;
import dev.headway.plan.MigrationPlan;
import dev.headway.revision.RevisionGraph;

/**
 * The graph alone, measured by JMH.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GraphBenchmarks {

	@Param({ "1000", "10000", "100000" })
	private int size;

	@Param({ "LINEAR", "BRAIDED" })
	private Shape shape = Shape.LINEAR;

	private GraphWork work = new GraphWork(Shape.LINEAR, 1);

	private RevisionGraph graph = this.work.build();

	/**
	 * Make the revisions, and a graph of them.
	 */
	@Setup
	public void setUp() {
		this.work = new GraphWork(this.shape, this.size);
		this.graph = this.work.build();
	}

	/**
	 * Build the graph.
	 * @return the graph
	 */
	@Benchmark
	public RevisionGraph build() {
		return this.work.build();
	}

	/**
	 * Find its heads.
	 * @return their ids
	 */
	@Benchmark
	public Set<String> heads() {
		return GraphWork.heads(this.graph);
	}

	/**
	 * Plan to upgrade an empty database to the head.
	 * @return the plan
	 */
	@Benchmark
	public MigrationPlan plan() {
		return GraphWork.plan(this.graph);
	}

	/**
	 * Start JMH with its own command line.
	 * @param args the options of JMH
	 * @throws Exception if that fails
	 */
	public static void main(String[] args) throws Exception {
		org.openjdk.jmh.Main.main(args);
	}

}
