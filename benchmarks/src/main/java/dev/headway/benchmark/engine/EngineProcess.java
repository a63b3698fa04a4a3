package dev.headway.benchmark.engine;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

import dev.headway.benchmark.ground.Access;
import dev.headway.benchmark.ground.JvmCommand;
import dev.headway.benchmark.ground.Migrations;
import dev.headway.benchmark.measure.Figure;

/**
 * An {@link EngineChild}, seen from the process that started it.
 */
final class EngineProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader out;

	private final BufferedWriter in;

	private EngineProcess(Process process) {
		this.process = process;
		this.out = process.inputReader();
		this.in = process.outputWriter();
	}

	/**
	 * Run an engine in a fresh JVM.
	 * @param engine the engine
	 * @param migrations the migrations
	 * @param access the database
	 * @return what the engine took
	 */
	static Figure run(Engine engine, Migrations migrations, Access access) {
		try (EngineProcess process = start(engine, migrations, access)) {
			process.awaitReady();
			process.release();
			return process.result();
		}
	}

	static EngineProcess start(Engine engine, Migrations migrations, Access access) {
		return new EngineProcess(JvmCommand.like(EngineChild.class)
			.start(engine.name(), migrations.root().toString(), access.url(), access.user(), access.password()));
	}

	void awaitReady() {
		lineAfter(EngineChild.READY);
	}

	void release() {
		try {
			this.in.newLine();
			this.in.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Figure result() {
		String[] figures = lineAfter(EngineChild.DONE).split(" ", -1);
		return new Figure(Long.parseLong(figures[0]), Long.parseLong(figures[1]));
	}

	/**
	 * Wait for a line, and pass over whatever an engine prints before it.
	 */
	private String lineAfter(String begin) {
		try {
			for (String line = this.out.readLine(); line != null; line = this.out.readLine()) {
				if (line.startsWith(begin)) {
					return line.substring(begin.length());
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		throw new IllegalStateException("A child ended without '%s'; what it said is above".formatted(begin.trim()));
	}

	@Override
	public void close() {
		try {
			this.in.close();
			this.process.waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			this.process.destroy();
			Thread.currentThread().interrupt();
		}
	}

}
