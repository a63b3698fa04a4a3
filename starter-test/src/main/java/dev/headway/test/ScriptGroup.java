package dev.headway.test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

import dev.headway.ProblemType;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.HistoryText;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.script.HeadFile;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptProblem;

/**
 * Tests without a database that the scripts form a valid graph with one head.
 */
record ScriptGroup(TestSettings settings, MigrationScripts scripts) {

	DynamicContainer container() {
		List<DynamicTest> tests = new ArrayList<>();
		tests.add(DynamicTest.dynamicTest("headers and names are valid", this::headersAndNames));
		if (this.scripts.graph().isPresent()) {
			tests.add(DynamicTest.dynamicTest("there is a single head", this::singleHead));
			for (HeadFile file : this.scripts.headFiles()) {
				tests.add(DynamicTest.dynamicTest(file.resource().path() + " names the head",
						() -> report(file.check(this.scripts).stream().toList())));
			}
		}
		return DynamicContainer.dynamicContainer("scripts", tests);
	}

	private void headersAndNames() {
		report(Stream.concat(this.scripts.problems().stream(), this.scripts.warnings().stream()).toList());
	}

	private void singleHead() {
		if (this.scripts.graph()
			.filter((graph) -> !this.scripts.headRule().conflicting(graph, graph.effectiveHeads()).isEmpty())
			.isPresent()) {
			MigrationState state = service().state();
			String message = state.problems()
				.stream()
				.filter((problem) -> problem.type() == ProblemType.MULTIPLE_HEADS)
				.map(MigrationProblem::message)
				.findFirst()
				.orElse("There are several heads: " + String.join(", ", state.heads()));
			throw Failures.withGraph(message, new HistoryText(state).lines(), null);
		}
	}

	private void report(List<ScriptProblem> problems) {
		String text = problems.stream()
			.map((problem) -> problem.code() + ": " + problem.message())
			.collect(Collectors.joining("\n"));
		if (!text.isEmpty()) {
			throw Failures.withGraph(text, TestSchema.graph(service()), null);
		}
	}

	private MigrationService service() {
		return FlywayMigrationService.of(this.settings.engine(), List.of());
	}

}
