package dev.headway.flyway;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.flyway.history.HistoryStatements;
import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.internals.ParsedScript;
import dev.headway.flyway.internals.ScriptParser;
import dev.headway.script.Script;
import dev.headway.script.text.ReplacesMarker;

/**
 * The text of a {@link Preview}: statements that prepare the session and the history,
 * then each revision under a comment, with its statements and the rows that record it.
 */
final class PreviewText {

	private final ScriptParser parser;

	private final ScriptResources resources;

	private final SqlDialect dialect;

	private final HistoryStatements history;

	private final List<String> blocks = new ArrayList<>();

	PreviewText(ScriptParser parser, ScriptResources resources, SqlDialect dialect, HistoryStatements history) {
		this.parser = parser;
		this.resources = resources;
		this.dialect = dialect;
		this.history = history;
	}

	static String nothing(Preview preview) {
		return "-- Nothing to do: the database is at " + preview.to() + ".\n";
	}

	String write(Preview preview, Function<Script, @Nullable Integer> checksums) {
		block("-- " + preview.direction() + " from " + preview.from() + " to " + preview.to() + " on " + this.dialect
				+ ". Run it with: " + this.dialect.client(), this.history.session(preview.blank()));
		List<String> tables = new ArrayList<>();
		if (preview.blank()) {
			tables.addAll(this.history.createHistory());
		}
		tables.add(this.history.createGraph());
		block("-- schema history", inTransaction(tables));
		preview.undos().forEach((undo) -> {
			Script script = Objects.requireNonNull(undo.script());
			revision(undo.applied().requireVersion() + ": " + undo.applied().description(), "downgrade", script,
					this.history.undone(undo, script));
		});
		if (!preview.replaced().isEmpty()) {
			block("-- moved by a rebase: recorded as what it is now, and not run again",
					inTransaction(this.history.replaced(preview.replaced())));
		}
		preview.stamps().forEach((stamp) -> {
			if (!preview.connected()) {
				stamp.script().replaces().forEach((marker) -> this.blocks.add(replacing(stamp.script(), marker)));
			}
			revision(stamp.version() + ": " + stamp.script().description(), "upgrade", stamp.script(),
					this.history.applied(stamp));
		});
		preview.repeatables()
			.forEach((script) -> revision(script.description(), "repeatable", script,
					this.history.repeated(script, checksums.apply(script))));
		return String.join("\n", this.blocks);
	}

	private static String replacing(Script script, ReplacesMarker marker) {
		return "-- %s was version %s before a rebase. Do not run it where that is applied: use 'db upgrade' there.\n"
			.formatted(Printable.line(script.name()), marker.version());
	}

	private void revision(String title, String direction, Script script, List<String> record) {
		ParsedScript parsed = this.parser.parse(this.resources.find(requireSql(script)));
		List<String> statements = parsed.statements().stream().map((statement) -> sql(statement, script)).toList();
		String comment = "-- " + Printable.line(title + " (" + direction + ", " + script.relativePath());
		List<String> all = new ArrayList<>();
		if (this.dialect.rollsBack() && !parsed.transactional()) {
			comment += ", outside of a transaction";
			all.addAll(statements);
			all.addAll(inTransaction(record));
		}
		else {
			all.addAll(statements);
			all.addAll(record);
			all = inTransaction(all);
		}
		block(comment + ")", all);
	}

	private static Script requireSql(Script script) {
		if (script.resource() == null) {
			throw new HeadwayException("The SQL cannot be shown: " + Printable.line(script.name())
					+ " is a Java migration. Run it with the application, and preview the SQL before and after it.");
		}
		return script;
	}

	private static String sql(ParsedScript.Statement statement, Script script) {
		if (statement.readsData()) {
			throw new HeadwayException("The SQL cannot be shown: " + Printable.line(script.path())
					+ " has COPY ... FROM STDIN in line " + statement.line()
					+ ", and Flyway does not expose its data. Run the script with the application, and preview"
					+ " the SQL before and after it.");
		}
		return statement.sql();
	}

	private List<String> inTransaction(List<String> statements) {
		if (!this.dialect.rollsBack()) {
			return statements;
		}
		List<String> all = new ArrayList<>(statements);
		all.add(0, "BEGIN");
		all.add("COMMIT");
		return all;
	}

	private void block(String comment, List<String> statements) {
		StringBuilder block = new StringBuilder(comment).append('\n');
		statements.forEach((statement) -> block.append(this.dialect.terminated(statement)).append('\n'));
		this.blocks.add(block.toString());
	}

}
