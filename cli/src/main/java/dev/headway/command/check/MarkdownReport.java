package dev.headway.command.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.Printable;
import dev.headway.ShortList;
import dev.headway.command.invocation.ModelSource;
import dev.headway.script.Script;
import dev.headway.script.ScriptResource;

/**
 * Writes a report as Markdown, for a comment or the summary of a job: the verdict, the
 * problems with their ways out, the graph, and the new revisions with their SQL. Text of
 * files and names is {@link MarkdownText inert}, and the report has less than 60&nbsp;000
 * characters.
 */
final class MarkdownReport {

	/** The characters of a line end, on any system. */
	static final int LINE_END = 2;

	private static final int LONGEST = 59_000;

	private static final int LONGEST_TEXT = 2_000;

	private static final int LONGEST_NAME = 200;

	private static final int LONGEST_SQL = 10_000;

	/** Room for at least some SQL below the longest name. */
	private static final int SHORTEST_SQL = 3_000;

	private static final int LONGEST_PROBLEMS = 20_000;

	private static final int LONGEST_REMARKS = 6_000;

	private static final int LONGEST_GRAPHS = 12_000;

	/** For the sentences about what is left out. */
	private static final int RESERVE = 500;

	private final List<String> lines = new ArrayList<>();

	private int left = LONGEST;

	private MarkdownReport() {
	}

	static List<String> lines(Report report) {
		MarkdownReport markdown = new MarkdownReport();
		markdown.add(report);
		return List.copyOf(markdown.lines);
	}

	/**
	 * Write that there is no report.
	 * @param message why
	 * @return the lines
	 */
	static List<String> failure(String message) {
		return List.of("### Migrations: not checked", "", MarkdownText.span(message, LONGEST_TEXT), "");
	}

	private void add(Report report) {
		addAll(List.of("### Migrations: " + verdict(report.findings().size()), "", revisions(report), ""));
		addBlocks(report.findings().stream().map(MarkdownReport::problem).toList(), LONGEST_PROBLEMS, "problem");
		addBlocks(report.remarks()
			.stream()
			.map((remark) -> List.of("- " + MarkdownText.span(remark, LONGEST_TEXT)))
			.toList(), LONGEST_REMARKS, "remark");
		if (!report.remarks().isEmpty()) {
			addAll(List.of(""));
		}
		report.differences().forEach(this::addModel);
		int end = this.left - LONGEST_GRAPHS;
		report.graphs().forEach((graph) -> addGraph(graph, end));
		report.graphs().forEach(this::addFresh);
	}

	private static String verdict(int problems) {
		return (problems == 0) ? "OK" : (problems == 1) ? "1 problem" : problems + " problems";
	}

	private static String revisions(Report report) {
		int count = report.revisions();
		List<String> heads = report.heads().stream().map((head) -> MarkdownText.span(head, LONGEST_NAME)).toList();
		return (count == 0) ? "No revisions" : "%d %s%s".formatted(count, (count == 1) ? "revision" : "revisions",
				heads.isEmpty() ? "" : ((heads.size() == 1) ? ", head " : ", heads ") + ShortList.names(heads));
	}

	private static List<String> problem(Finding finding) {
		List<String> block = new ArrayList<>(List
			.of("**%s**: %s".formatted(finding.type(), MarkdownText.span(finding.message(), LONGEST_TEXT)), ""));
		List<String> commands = new ArrayList<>();
		for (List<String> way : finding.fix()) {
			if (size(way) + size(commands) < LONGEST_TEXT) {
				commands.addAll(commands.isEmpty() ? List.of() : List.of("# or"));
				way.stream().map(Printable::line).forEach(commands::add);
			}
		}
		if (!commands.isEmpty()) {
			block.addAll(MarkdownText.fenced("sh", commands));
			block.add("");
		}
		return block;
	}

	/**
	 * Add what differs from a model, with the SQL that is missing.
	 */
	private void addModel(ModelSource.Changes model) {
		int room = Math.min(this.left / 3, LONGEST_SQL) - RESERVE;
		if (room < RESERVE) {
			return;
		}
		List<String> sql = Stream
			.concat(model.detected().stream().map((line) -> "-- " + line), model.upgrade().stream())
			.flatMap((line) -> MarkdownText.lines(line).stream())
			.toList();
		List<String> fitting = MarkdownText.fitting(sql, room);
		List<String> block = new ArrayList<>(
				List.of("**Missing SQL for** %s".formatted(MarkdownText.span(model.database(), LONGEST_NAME)), ""));
		block.addAll(MarkdownText.fenced("sql", fitting));
		if (!fitting.equals(sql)) {
			block.addAll(List.of("", "The rest of this SQL is not shown."));
		}
		block.add("");
		addAll(block);
	}

	private void addGraph(ReportedRevisions revisions, int end) {
		revisions.scripts().graph().filter((graph) -> !graph.revisions().isEmpty()).ifPresent((graph) -> {
			Set<String> fresh = revisions.newScripts().stream().map(Script::id).collect(Collectors.toSet());
			MermaidGraph drawing = new MermaidGraph(graph, revisions.fork(), fresh);
			List<String> block = new ArrayList<>(title("Revisions", revisions));
			block.addAll(MarkdownText.fenced("mermaid", drawing.lines()));
			block.add("");
			if (drawing.omitted() > 0) {
				block.addAll(List.of("%d more revisions are not drawn.".formatted(drawing.omitted()), ""));
			}
			if (this.left - size(block) >= end) {
				addAll(block);
			}
		});
	}

	private static List<String> title(String title, ReportedRevisions revisions) {
		return List.of(revisions.title().isEmpty() ? "**%s**".formatted(title)
				: "**%s of** %s".formatted(title, MarkdownText.span(revisions.title(), LONGEST_NAME)), "");
	}

	/**
	 * Add new revisions: first with their SQL, then without, and then only count them.
	 */
	private void addFresh(ReportedRevisions revisions) {
		List<Script> fresh = revisions.newScripts();
		if (fresh.isEmpty() || this.left < 2 * RESERVE) {
			return;
		}
		addAll(title("New revisions", revisions));
		int end = this.left / 3;
		List<List<String>> names = new ArrayList<>();
		for (Script script : fresh) {
			if (names.isEmpty() && this.left - end >= SHORTEST_SQL) {
				addAll(script(script, revisions.encoding(), this.left - end));
			}
			else {
				names.add(List.of("- " + MarkdownText.span(script.idAndName(), LONGEST_NAME)));
			}
		}
		addBlocks(names, this.left, "revision");
		addAll(names.isEmpty() ? List.of() : List.of(""));
	}

	private static List<String> script(Script script, Charset encoding, int size) {
		List<String> block = new ArrayList<>(List.of(
				"<details><summary>%s</summary>".formatted(MarkdownText.element(script.idAndName(), LONGEST_NAME)),
				""));
		List<String> end = List.of("", "</details>", "");
		String sentence = "The rest of this file is not shown.";
		ScriptResource resource = script.resource();
		if (resource == null || script.isCode()) {
			block.add("A Java or Kotlin migration.");
		}
		else if (resource.isElsewhere()) {
			block.add("A link to a file that is not shown.");
		}
		else {
			int room = Math.min(size - size(block) - size(end) - sentence.length() - 10 * LINE_END, LONGEST_SQL);
			addSql(block, resource, encoding, room, sentence);
		}
		block.addAll(end);
		return block;
	}

	private static void addSql(List<String> block, ScriptResource resource, Charset encoding, int room,
			String sentence) {
		int longest = 4 * LONGEST_SQL;
		try (InputStream input = resource.open()) {
			byte[] bytes = input.readNBytes(longest);
			List<String> sql = MarkdownText.lines(new String(bytes, encoding).replaceFirst("^\ufeff", ""));
			List<String> fitting = MarkdownText.fitting(sql, room);
			block.addAll(MarkdownText.fenced("sql", fitting));
			if (!fitting.equals(sql) || bytes.length == longest) {
				block.addAll(List.of("", sentence));
			}
		}
		catch (IOException ex) {
			block.add("This file cannot be read.");
		}
	}

	/**
	 * Add blocks as far as there is room, and count the others.
	 */
	private void addBlocks(List<List<String>> blocks, int size, String name) {
		int end = Math.max(RESERVE, this.left - size);
		int added = 0;
		while (added < blocks.size() && this.left - size(blocks.get(added)) >= end) {
			addAll(blocks.get(added));
			added++;
		}
		int omitted = blocks.size() - added;
		if (omitted > 0) {
			addAll(List.of("",
					"%d more %s not shown.".formatted(omitted, (omitted == 1) ? name + " is" : name + "s are"), ""));
		}
	}

	private void addAll(List<String> block) {
		this.lines.addAll(block);
		this.left -= size(block);
	}

	private static int size(List<String> block) {
		return block.stream().mapToInt((line) -> line.length() + LINE_END).sum();
	}

}
