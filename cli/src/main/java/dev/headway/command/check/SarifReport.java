package dev.headway.command.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.command.invocation.ModelSource;
import dev.headway.command.text.Json;

/**
 * Writes a report as a SARIF 2.1.0 log with one run.
 */
final class SarifReport {

	private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

	private SarifReport() {
	}

	static List<String> lines(Report report) {
		List<Map<String, Object>> rules = report.findings()
			.stream()
			.map(Finding::type)
			.distinct()
			.map(SarifReport::rule)
			.toList();
		Map<String, Object> driver = object("name", "Headway");
		driver.put("rules", rules);
		Map<String, Object> run = object("tool", object("driver", driver));
		Iterator<Optional<ModelSource.Changes>> comparisons = report.comparisons().iterator();
		run.put("results",
				report.findings().stream().map((finding) -> result(finding, comparisons.next().orElse(null))).toList());
		Map<String, Object> log = object("$schema", SCHEMA);
		log.put("version", "2.1.0");
		log.put("runs", List.of(run));
		return List.of(Json.write(log));
	}

	private static Map<String, Object> rule(ProblemType type) {
		Map<String, Object> rule = object("id", type.name());
		rule.put("help", object("text", type.advice()));
		return rule;
	}

	private static Map<String, Object> result(Finding finding, ModelSource.@Nullable Changes model) {
		Map<String, Object> result = object("ruleId", finding.type().name());
		result.put("level", "error");
		result.put("message", object("text", (model != null) ? finding.messageWith(model) : finding.message()));
		result.put("locations",
				finding.paths()
					.stream()
					.map((path) -> location(path, path.equals(finding.paths().get(0)) ? finding.line() : null))
					.toList());
		if (model != null) {
			result.put("properties", model.values());
		}
		return result;
	}

	private static Map<String, Object> location(String path, @Nullable Integer line) {
		Map<String, Object> physical = object("artifactLocation", object("uri", uri(path)));
		physical.put("region", object("startLine", (line != null) ? line : 1));
		return object("physicalLocation", physical);
	}

	private static String uri(String path) {
		try {
			String scheme = path.startsWith("/") ? "file" : null;
			return new URI(scheme, (scheme != null) ? "" : null, path, null).toASCIIString();
		}
		catch (URISyntaxException ex) {
			return path;
		}
	}

	private static Map<String, Object> object(String key, Object value) {
		Map<String, Object> object = new LinkedHashMap<>();
		object.put(key, value);
		return object;
	}

}
