package dev.headway.benchmark.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;

import dev.headway.benchmark.ground.Access;
import dev.headway.benchmark.ground.Migrations;
import dev.headway.benchmark.measure.Figure;
import dev.headway.benchmark.measure.Stopwatch;

/**
 * One engine in a JVM of its own. Opens its pool, says that it is ready, waits to be
 * released, and tells what the engine then took.
 */
public final class EngineChild {

	static final String READY = "ready";

	static final String DONE = "done ";

	private EngineChild() {
	}

	/**
	 * Run.
	 * @param args engine, root of the migrations, and URL, user and password of the
	 * database
	 * @throws IOException if there is nobody to release it
	 */
	public static void main(String[] args) throws IOException {
		Engine engine = Engine.valueOf(args[0]);
		Migrations migrations = new Migrations(Path.of(args[1]));
		try (HikariDataSource pool = new Access(args[2], args[3], args[4]).pool();
				BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			System.out.println(READY);
			in.readLine();
			Figure figure = Stopwatch.PROCESS.measure(engine.work(pool, migrations));
			System.out.println(DONE + figure.wall() + " " + figure.cpu());
		}
	}

}
