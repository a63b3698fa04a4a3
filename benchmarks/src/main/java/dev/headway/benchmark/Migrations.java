package dev.headway.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * Migrations on disk, the same for all {@link Engine}s: scripts without headers for
 * Flyway and Headway, and formatted SQL for Liquibase.
 *
 * @param root the folder that contains them
 */
record Migrations(Path root) {

	/** Each migration creates a table. */
	static final IntFunction<String> CREATE = "create table t_%d (id bigint primary key, name varchar(100))"::formatted;

	/** The first migration creates a table, each other one inserts a row. */
	static final IntFunction<String> INSERT = (number) -> (number == 1)
			? "create table t (id bigint primary key, name varchar(100))"
			: "insert into t (id, name) values (%d, 'row %d')".formatted(number, number);

	static final String SCRIPTS = "db/migration";

	static final String CHANGELOG = "db/changelog/master.xml";

	private static final String CHANGES = "db/changelog/changes";

	/**
	 * Write migrations into a folder.
	 * @param folder the folder
	 * @param content what each of them does
	 * @param size the number of migrations
	 * @param bytes the approximate length of a script, padded with comments
	 */
	static Migrations write(Path folder, IntFunction<String> content, int size, int bytes) {
		String line = "-- " + "x".repeat(96) + "\n";
		String padding = line.repeat(bytes / line.length());
		try {
			Files.createDirectories(folder.resolve(SCRIPTS));
			Files.createDirectories(folder.resolve(CHANGES));
			Files.writeString(folder.resolve(CHANGELOG),
					"""
							<?xml version="1.0" encoding="UTF-8"?>
							<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
							  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
							  xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
							  <includeAll path="%s"/>
							</databaseChangeLog>
							"""
						.formatted(CHANGES));
			for (int number = 1; number <= size; number++) {
				String sql = padding + content.apply(number) + ";\n";
				Files.writeString(folder.resolve(SCRIPTS).resolve("V%d__change_%d.sql".formatted(number, number)), sql);
				Files.writeString(folder.resolve(CHANGES).resolve("%08d.sql".formatted(number)),
						"--liquibase formatted sql\n--changeset benchmark:%d\n%s".formatted(number, sql));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Migrations(folder);
	}

	/**
	 * Return the location for Flyway.
	 */
	String location() {
		return "filesystem:" + this.root.resolve(SCRIPTS);
	}

}
