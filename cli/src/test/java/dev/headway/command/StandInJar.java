package dev.headway.command;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A jar that runs the commands under test, whose classes are elsewhere.
 */
public final class StandInJar {

	/** Its version. */
	public static final String VERSION = "1.0-test";

	private StandInJar() {
	}

	public static Path in(Path folder) {
		Manifest manifest = new Manifest();
		Attributes attributes = manifest.getMainAttributes();
		attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
		attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
		attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, VERSION);
		attributes.put(Attributes.Name.CLASS_PATH,
				Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
					.filter((path) -> path.contains("headway") || path.contains("classes") || path.contains("picocli"))
					.map((path) -> Path.of(path).toUri().toString())
					.collect(Collectors.joining(" ")));
		Path jar = folder.resolve("stand-in.jar");
		try {
			new JarOutputStream(Files.newOutputStream(jar), manifest).close();
			return jar;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
