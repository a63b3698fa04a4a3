package dev.headway.command.check;

import java.util.ArrayList;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.ProblemType;
import dev.headway.command.invocation.ModelSource;
import dev.headway.testing.FuzzLimits;

/**
 * Fuzzes {@link MarkdownReport} with text of findings, heads and remarks, and
 * {@link MarkdownText} with SQL and names.
 */
class MarkdownReportFuzzTests {

	@ValueSource(strings = { "a\n```\n<b>\n@me", "[x](y)\n\uD83D\uDE00", "%%{init}%%\n`` `" })
	@FuzzTest(maxDuration = FuzzLimits.DURATION)
	void linesWhenAnyTextIsReportedAreInert(@NotNull String text) throws Exception {
		FuzzLimits.check(text.length(), () -> {
			Finding finding = new Finding(ProblemType.CYCLE, text, List.of(), List.of(), null, List.of(List.of(text)));
			ModelSource.Changes model = new ModelSource.Changes(text, List.of(text), List.of(), List.of(text),
					List.of(text), List.of(text));
			List<String> lines = new ArrayList<>(ReportFormat.MARKDOWN
				.lines(new Report(1, List.of(text), List.of(finding), List.of(text), List.of(), List.of(model))));
			lines.add("<details><summary>%s</summary>".formatted(MarkdownText.element(text, 100)));
			lines.add("");
			lines.addAll(MarkdownText.fenced("sql", MarkdownText.fitting(MarkdownText.lines(text), 1_000)));
			InertMarkdown.check(String.join("\n", lines));
			return "";
		});
	}

}
