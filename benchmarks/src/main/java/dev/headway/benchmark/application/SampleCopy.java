package dev.headway.benchmark.application;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The sample application, taken apart: with Headway, or without the starter and what it
 * alone brings. Its home page, which shows Headway's state, is in neither; the rest of it
 * knows nothing of Headway.
 */
enum SampleCopy {

	/** With Headway. */
	HEADWAY("with Headway"),

	/** With Spring Boot's own support of Flyway. */
	FLYWAY("with stock Flyway");

	static final String MAIN = "dev.headway.sample.SampleApplication";

	private static final String CLASSES = "BOOT-INF/classes/";

	private static final String LIBRARIES = "BOOT-INF/lib/";

	private final String title;

	SampleCopy(String title) {
		this.title = title;
	}

	/**
	 * Take the application apart.
	 * @param jar its repackaged jar
	 * @param folder where to put it
	 */
	static void extract(Path jar, Path folder) {
		try (InputStream in = Files.newInputStream(jar); ZipInputStream entries = new ZipInputStream(in)) {
			for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
				String name = entry.getName();
				boolean wanted = name.startsWith(CLASSES) || name.startsWith(LIBRARIES);
				if (wanted && !entry.isDirectory() && !name.contains("/HomePage")) {
					Path file = folder.resolve(name);
					Files.createDirectories(file.getParent());
					Files.copy(entries, file);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The class path of this variant.
	 * @param folder where the application was put
	 * @return the class path
	 */
	String classPath(Path folder) {
		try (Stream<Path> libraries = Files.list(folder.resolve(LIBRARIES))) {
			Stream<Path> wanted = libraries.filter((library) -> this == HEADWAY || !isHeadway(library)).sorted();
			return Stream.concat(Stream.of(folder.resolve(CLASSES)), wanted)
				.map(Path::toString)
				.collect(Collectors.joining(File.pathSeparator));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isHeadway(Path library) {
		String name = library.getFileName().toString();
		return Stream.of("headway-", "picocli-").anyMatch(name::startsWith);
	}

	static List<SampleCopy> all() {
		return List.of(values());
	}

	@Override
	public String toString() {
		return this.title;
	}

}
