package dev.headway.command.check;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import dev.headway.command.invocation.ModelSource;

/**
 * Writes a report as workflow commands of GitHub Actions: an error for each problem at
 * each of its files.
 */
final class GithubReport {

	private GithubReport() {
	}

	static List<String> lines(Report report) {
		List<String> lines = new ArrayList<>();
		Iterator<Optional<ModelSource.Changes>> comparisons = report.comparisons().iterator();
		for (Finding finding : report.findings()) {
			String message = data(comparisons.next().map(finding::messageWith).orElse(finding.message()));
			String title = "title=" + property(finding.type().name());
			if (finding.paths().isEmpty()) {
				lines.add("::error %s::%s".formatted(title, message));
			}
			for (String path : finding.paths()) {
				boolean first = path.equals(finding.paths().get(0));
				int line = (first && finding.line() != null) ? finding.line() : 1;
				lines.add("::error file=%s,line=%d,%s::%s".formatted(property(path), line, title, message));
			}
		}
		return lines;
	}

	private static String data(String text) {
		return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
	}

	private static String property(String text) {
		return data(text).replace(":", "%3A").replace(",", "%2C");
	}

}
