package dev.headway.schema.migration;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.Printable;

/**
 * A statement of a migration.
 *
 * @param sql the statement without a semicolon
 * @param comments what to know before it runs
 */
record MigrationStatement(String sql, List<String> comments) {

	MigrationStatement {
		comments = List.copyOf(comments);
	}

	MigrationStatement(String sql) {
		this(sql, List.of());
	}

	@Override
	public String toString() {
		return Stream
			.concat(this.comments.stream().map((comment) -> "-- " + Printable.line(comment)), Stream.of(this.sql + ";"))
			.collect(Collectors.joining("\n"));
	}

}
