package dev.headway.benchmark.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for the time of a measurement, deleted with all that is in it in the end.
 */
public final class Workspace implements AutoCloseable {

	private final Path root;

	private int folders;

	private Workspace(Path root) {
		this.root = root;
	}

	/**
	 * Make a workspace among the temporary files.
	 * @return the workspace
	 */
	public static Workspace create() {
		try {
			return new Workspace(Files.createTempDirectory("headway-benchmarks"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A path that nothing has yet.
	 * @param ending how its name ends
	 * @return the path
	 */
	public Path path(String ending) {
		return this.root.resolve(this.folders++ + ending);
	}

	@Override
	public void close() {
		try (Stream<Path> files = Files.walk(this.root)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
