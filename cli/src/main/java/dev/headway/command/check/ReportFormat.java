package dev.headway.command.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.headway.command.invocation.ModelSource;
import dev.headway.command.text.Json;

/**
 * How a report is written.
 */
public enum ReportFormat {

	/** Lines for people. */
	TEXT,

	/** One JSON object. */
	JSON,

	/** Workflow commands of GitHub, which annotates the files. */
	GITHUB,

	/** SARIF 2.1.0, for code scanning. */
	SARIF,

	/** Markdown, for comments and summaries of jobs. */
	MARKDOWN;

	/**
	 * Write a report.
	 * @param report the report
	 * @return its lines
	 */
	public List<String> lines(Report report) {
		return switch (this) {
			case TEXT -> text(report);
			case JSON -> json(report);
			case GITHUB -> GithubReport.lines(report);
			case SARIF -> SarifReport.lines(report);
			case MARKDOWN -> MarkdownReport.lines(report);
		};
	}

	/**
	 * Write as Markdown that there is no report.
	 * @param message why
	 * @return the lines
	 */
	public static List<String> failureAsMarkdown(String message) {
		return MarkdownReport.failure(message);
	}

	private static List<String> text(Report report) {
		List<String> lines = new ArrayList<>();
		report.findings().forEach((finding) -> lines.add("%s: %s".formatted(finding.type(), finding.message())));
		report.models().forEach((model) -> lines.addAll(model.detected()));
		lines.addAll(report.remarks());
		report.models().forEach((model) -> lines.addAll(model.upgrade()));
		lines.add(report.findings().isEmpty() ? well(report) : count(report));
		return lines;
	}

	private static String well(Report report) {
		int count = report.revisions();
		return (count == 0) ? "OK: no revisions"
				: "OK: %d %s, %s %s".formatted(count, (count == 1) ? "revision" : "revisions",
						(report.heads().size() == 1) ? "head" : "heads", String.join(", ", report.heads()));
	}

	private static String count(Report report) {
		int count = report.findings().size();
		return (count == 1) ? "1 problem" : count + " problems";
	}

	private static List<String> json(Report report) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("ok", report.findings().isEmpty());
		values.put("revisions", report.revisions());
		values.put("heads", report.heads());
		values.put("problems", report.findings().stream().map(ReportFormat::json).toList());
		values.put("remarks", report.remarks());
		if (!report.models().isEmpty()) {
			values.put("models", report.models().stream().map(ModelSource.Changes::values).toList());
		}
		return List.of(Json.answer("check", values).stripTrailing());
	}

	private static Map<String, @Nullable Object> json(Finding finding) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("code", finding.type().name());
		values.put("message", finding.message());
		values.put("scripts", finding.scripts());
		values.put("paths", finding.paths());
		values.put("line", finding.line());
		values.put("fix", finding.fix());
		return values;
	}

}
