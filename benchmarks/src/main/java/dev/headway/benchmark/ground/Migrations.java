package dev.headway.benchmark.ground;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Migrations on disk, the same for all engines: scripts for Flyway and Headway, which
 * both take the same files, and formatted SQL for Liquibase. A linear history has no
 * headers, as a project that comes from Flyway; a braided one says in each file what it
 * revises.
 *
 * @param root where they lie: a folder, or a jar
 */
public record Migrations(Path root) {

	/** The folder of Flyway's and Headway's scripts. */
	public static final String SCRIPTS = "db/migration";

	/** Liquibase's list of files. */
	public static final String CHANGELOG = "db/changelog/master.xml";

	private static final String CHANGES = "db/changelog/changes";

	/**
	 * Write migrations into a folder.
	 * @param folder the folder, which may have some already
	 * @param shape how they follow from one another
	 * @param content what they do
	 * @param from the number of the first one to write
	 * @param size the number of the last one
	 * @param bytes how long a script is at least
	 * @return the migrations
	 */
	public static Migrations write(Path folder, Shape shape, Content content, int from, int size, int bytes) {
		try {
			Files.createDirectories(folder.resolve(SCRIPTS));
			Files.createDirectories(folder.resolve(CHANGES));
			Files.writeString(folder.resolve(CHANGELOG), changelog());
			for (int number = from; number <= size; number++) {
				String sql = padding(bytes) + content.sql(number) + ";\n";
				Files.writeString(folder.resolve(SCRIPTS).resolve("V%d__change_%d.sql".formatted(number, number)),
						header(shape, number, size) + sql);
				Files.writeString(folder.resolve(CHANGES).resolve("%08d.sql".formatted(number)),
						"--liquibase formatted sql\n--changeset benchmark:%d\n%s".formatted(number, sql));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Migrations(folder);
	}

	private static String header(Shape shape, int number, int size) {
		if (shape == Shape.LINEAR) {
			return "";
		}
		List<Integer> parents = shape.parents(number, size);
		return "-- revises: "
				+ (parents.isEmpty() ? "base" : parents.stream().map(String::valueOf).collect(Collectors.joining(", ")))
				+ "\n";
	}

	private static String padding(int bytes) {
		String line = "-- " + "x".repeat(96) + "\n";
		return line.repeat(bytes / line.length());
	}

	private static String changelog() {
		return """
				<?xml version="1.0" encoding="UTF-8"?>
				<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
				  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
				  xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
				  <includeAll path="%s"/>
				</databaseChangeLog>
				"""
			.formatted(CHANGES);
	}

	/**
	 * Pack these migrations into a jar.
	 * @param jar the jar to write
	 * @return the migrations there
	 */
	public Migrations pack(Path jar) {
		try (OutputStream out = Files.newOutputStream(jar);
				JarOutputStream entries = new JarOutputStream(out);
				Stream<Path> files = Files.walk(this.root)) {
			for (Path file : files.filter((path) -> !path.equals(this.root)).sorted().toList()) {
				boolean folder = Files.isDirectory(file);
				String name = this.root.relativize(file).toString().replace('\\', '/');
				entries.putNextEntry(new JarEntry(folder ? name + "/" : name));
				if (!folder) {
					Files.copy(file, entries);
				}
				entries.closeEntry();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Migrations(jar);
	}

	/**
	 * Where Flyway finds them.
	 * @return the location
	 */
	public String location() {
		return isJar() ? "classpath:" + SCRIPTS : "filesystem:" + this.root.resolve(SCRIPTS);
	}

	/**
	 * Whether they lie in a jar.
	 * @return whether they do
	 */
	public boolean isJar() {
		return Files.isRegularFile(this.root);
	}

	/**
	 * A class loader that finds them if they lie in a jar.
	 * @return the class loader
	 */
	public ClassLoader classLoader() {
		ClassLoader parent = Migrations.class.getClassLoader();
		try {
			return isJar() ? new URLClassLoader(new URL[] { this.root.toUri().toURL() }, parent) : parent;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
