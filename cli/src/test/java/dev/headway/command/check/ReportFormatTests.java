package dev.headway.command.check;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.headway.ProblemType;
import dev.headway.command.invocation.ModelSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReportFormat}.
 */
class ReportFormatTests {

	private static final Finding AT_A_LINE = new Finding(ProblemType.CYCLE, "100% wrong\nin two lines",
			List.of("a b.sql", "c.sql"), List.of("db/a b.sql", "db/c.sql"), 7, List.of(List.of("db merge")));

	private static final Finding NOWHERE = new Finding(ProblemType.PENDING, "wrong", List.of(), List.of(), null,
			List.of());

	@Test
	void linesWhenTextCounts() {
		assertThat(ReportFormat.TEXT.lines(report())).containsExactly("OK: 3 revisions, head 3");
		assertThat(ReportFormat.TEXT.lines(report(NOWHERE))).containsExactly("PENDING: wrong", "remark", "1 problem");
		assertThat(ReportFormat.TEXT.lines(report(NOWHERE, AT_A_LINE))).contains("2 problems");
	}

	@Test
	void linesWhenGithubEscapes() {
		assertThat(ReportFormat.GITHUB.lines(report(AT_A_LINE, NOWHERE))).containsExactly(
				"::error file=db/a b.sql,line=7,title=CYCLE::100%25 wrong%0Ain two lines",
				"::error file=db/c.sql,line=1,title=CYCLE::100%25 wrong%0Ain two lines",
				"::error title=PENDING::wrong");
		assertThat(ReportFormat.GITHUB.lines(report())).isEmpty();
	}

	@Test
	void linesWhenSarifNamesRulesOnce() {
		JsonNode run = read(ReportFormat.SARIF.lines(report(AT_A_LINE, AT_A_LINE, NOWHERE))).at("/runs/0");
		assertThat(run.at("/tool/driver/rules")).hasSize(2);
		assertThat(run.at("/tool/driver/rules/0/id").stringValue()).isEqualTo("CYCLE");
		assertThat(run.at("/tool/driver/rules/0/help/text").stringValue()).isEqualTo(ProblemType.CYCLE.advice());
		assertThat(run.path("results")).hasSize(3);
		assertThat(run.at("/results/0/locations/0/physicalLocation/region/startLine").intValue()).isEqualTo(7);
		assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").stringValue())
			.isEqualTo("db/a%20b.sql");
		assertThat(run.at("/results/0/locations/1/physicalLocation/region/startLine").intValue()).isEqualTo(1);
		assertThat(run.at("/results/2/locations")).isEmpty();
	}

	@Test
	void linesWhenSarifAndAbsolutePathWritesFileUri() {
		Finding finding = new Finding(ProblemType.CYCLE, "wrong", List.of("a.sql"), List.of("/tmp/a.sql"), null,
				List.of());
		assertThat(read(ReportFormat.SARIF.lines(report(finding)))
			.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
			.stringValue()).isEqualTo("file:///tmp/a.sql");
	}

	@Test
	void linesWhenJsonTellsAll() {
		JsonNode object = read(ReportFormat.JSON.lines(report(AT_A_LINE)));
		assertThat(object.path("ok").booleanValue()).isFalse();
		assertThat(object.at("/problems/0/line").intValue()).isEqualTo(7);
		assertThat(object.at("/problems/0/scripts/1").stringValue()).isEqualTo("c.sql");
		assertThat(object.at("/problems/0/paths/1").stringValue()).isEqualTo("db/c.sql");
		assertThat(object.at("/problems/0/fix/0/0").stringValue()).isEqualTo("db merge");
	}

	@Test
	void linesWhenModelDiffersShowTheSql() {
		Finding mismatch = new Finding(ProblemType.MODEL_MISMATCH, "they differ", List.of(), List.of(), null,
				List.of());
		ModelSource.Changes same = new ModelSource.Changes("H2", List.of(), List.of(), List.of(), List.of(), List.of());
		ModelSource.Changes changes = new ModelSource.Changes("PostgreSQL", List.of(), List.of(),
				List.of("Detected added column 'a.100%'"), List.of("-- `100%`", "alter table a add \"100%\" int;"),
				List.of("alter table a drop \"100%\";"));
		Report report = new Report(3, List.of("3"), List.of(NOWHERE, mismatch), List.of(), List.of(),
				List.of(same, changes));
		assertThat(ReportFormat.GITHUB.lines(report)).containsExactly("::error title=PENDING::wrong",
				"::error title=MODEL_MISMATCH::they differ%0ADetected added column 'a.100%25'%0A-- `100%25`%0A"
						+ "alter table a add \"100%25\" int;");
		JsonNode results = read(ReportFormat.SARIF.lines(report)).at("/runs/0/results");
		assertThat(results.at("/0/properties").isMissingNode()).isTrue();
		assertThat(results.at("/1/message/text").stringValue())
			.isEqualTo("they differ\nDetected added column 'a.100%'\n-- `100%`\nalter table a add \"100%\" int;");
		assertThat(results.at("/1/properties/database").stringValue()).isEqualTo("PostgreSQL");
		assertThat(results.at("/1/properties/upgrade").stringValue())
			.isEqualTo("-- `100%`\nalter table a add \"100%\" int;");
		assertThat(results.at("/1/properties/downgrade").stringValue()).isEqualTo("alter table a drop \"100%\";");
		assertThat(String.join("\n", ReportFormat.MARKDOWN.lines(report))).endsWith("""
				**MODEL_MISMATCH**: `they differ`

				**Missing SQL for** `PostgreSQL`

				```sql
				-- Detected added column 'a.100%'
				-- `100%`
				alter table a add "100%" int;
				```
				""");
	}

	private static Report report(Finding... findings) {
		return new Report(3, List.of("3"), List.of(findings), (findings.length > 0) ? List.of("remark") : List.of(),
				List.of(), List.of());
	}

	private static JsonNode read(List<String> lines) {
		return JsonMapper.shared().readTree(String.join("\n", lines));
	}

}
