package dev.headway.command.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.headway.command.text.Json;

/**
 * Writes a report as a JSON object.
 */
final class JsonReport {

	private JsonReport() {
	}

	static List<String> lines(Report report) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("ok", report.findings().isEmpty());
		values.put("revisions", report.revisions());
		values.put("heads", report.heads());
		values.put("problems", report.findings().stream().map(JsonReport::describe).toList());
		values.put("remarks", report.remarks());
		return List.of(Json.write(values));
	}

	private static Map<String, @Nullable Object> describe(Finding finding) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("code", finding.type().name());
		values.put("message", finding.message());
		values.put("scripts", finding.scripts());
		values.put("paths", finding.paths());
		values.put("line", finding.line());
		return values;
	}

}
