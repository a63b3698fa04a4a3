package dev.headway.benchmark.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;

import dev.headway.benchmark.ground.JvmCommand;
import dev.headway.benchmark.ground.Shape;
import dev.headway.benchmark.measure.Stopwatch;

/**
 * Measures one graph, once, in a JVM that has done nothing else.
 */
public final class GraphChild {

	private GraphChild() {
	}

	/**
	 * Measure, and print the figures.
	 * @param args shape and size
	 */
	public static void main(String[] args) {
		GraphWork work = new GraphWork(Shape.valueOf(args[0]), Integer.parseInt(args[1]));
		System.out.println(GraphFigures.measure(work, Stopwatch.PROCESS).text());
	}

	static GraphFigures run(Shape shape, int size) {
		Process process = JvmCommand.like(GraphChild.class).start(shape.name(), String.valueOf(size));
		try (BufferedReader out = process.inputReader()) {
			return GraphFigures.parse(String.valueOf(out.readLine()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
