package dev.headway.testing.flyway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A callback in the package {@code db.callback} of a class loader, where Flyway finds it
 * whenever an instance is loaded.
 */
public final class ClassPathCallback implements AutoCloseable {

	private static final String NAME = "db.callback.Recorder";

	private static final String SOURCE = """
			package db.callback;

			import java.util.ArrayList;
			import java.util.List;

			import org.flywaydb.core.api.callback.BaseCallback;
			import org.flywaydb.core.api.callback.Context;
			import org.flywaydb.core.api.callback.Event;

			public class Recorder extends BaseCallback {

				public static final List<String> events = new ArrayList<>();

				private static int instances;

				private final int number = ++instances;

				@Override
				public void handle(Event event, Context context) {
					events.add(this + " " + event.getId());
				}

				@Override
				public String toString() {
					return "callback " + this.number;
				}

			}
			""";

	private final URLClassLoader loader;

	private ClassPathCallback(URLClassLoader loader) {
		this.loader = loader;
	}

	/**
	 * Compile the callback.
	 * @param classes an empty folder for it
	 * @return the callback
	 */
	public static ClassPathCallback compile(Path classes) {
		try {
			Path source = Files.createDirectories(classes.resolve("db/callback")).resolve("Recorder.java");
			Files.writeString(source, SOURCE);
			assertThat(ToolProvider.getSystemJavaCompiler()
				.run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), source.toString()))
				.isZero();
			return new ClassPathCallback(new URLClassLoader(new URL[] { classes.toUri().toURL() }));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The class loader that has it.
	 * @return the class loader, which is closed with this
	 */
	public ClassLoader loader() {
		return this.loader;
	}

	/**
	 * What all of its instances were called for.
	 * @return the events, each after the text of the instance
	 */
	public List<String> events() {
		try {
			List<?> events = (List<?>) this.loader.loadClass(NAME).getField("events").get(null);
			return events.stream().map(String::valueOf).toList();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.loader.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
