package dev.headway.flyway.service;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.headway.flyway.FlywayEngine;
import dev.headway.migration.DowngradeResult;
import dev.headway.migration.MigrationService;
import dev.headway.migration.UpgradeResult;
import dev.headway.revision.Answers;
import dev.headway.revision.GraphVectors;
import dev.headway.revision.GraphVectors.Case;
import dev.headway.revision.GraphVectors.Node;
import dev.headway.revision.GraphVectors.Plan;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.ParentRule;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every target of the vectors, on files and a database.
 */
class VectorServiceTests {

	static Stream<Case> cases() {
		return GraphVectors.read().valid().stream().filter(VectorServiceTests::canBeFiles);
	}

	/**
	 * Alembic's ids have no order, while ours are versions, and a child's is above its
	 * parents'. A parent that is named twice is one parent.
	 */
	private static boolean canBeFiles(Case graphCase) {
		return graphCase.idOrder().equals("linear-extension") && graphCase.revisions()
			.stream()
			.allMatch((node) -> new HashSet<>(node.parents()).size() == node.parents().size());
	}

	@ParameterizedTest
	@MethodSource("cases")
	void serviceGoesWhereAlembicGoes(Case graphCase, @TempDir Path path) {
		MigrationFolder folder = new MigrationFolder(path);
		graphCase.revisions().forEach((node) -> write(folder, node));
		RevisionGraph graph = graphCase.graphs().get(0);
		try (HikariDataSource pool = TestDatabase.H2.create().pool()) {
			Flyway flyway = Flyway.configure().dataSource(pool).locations(folder.location()).load();
			MigrationService service = FlywayMigrationService.of(FlywayEngine.of(flyway, ParentRule.AUTO), List.of());
			graphCase.expect().upgrades().forEach((plan) -> assertUpgrade(service, graph, plan));
			graphCase.expect().downgrades().forEach((plan) -> assertDowngrade(service, graph, plan));
		}
	}

	private static void write(MigrationFolder folder, Node node) {
		String table = "t" + node.id();
		folder
			.with("V" + node.id() + "__r.sql",
					"-- revises: " + (node.parents().isEmpty() ? "base" : String.join(", ", node.parents())),
					(node.dependsOn() != null) ? "-- depends-on: " + String.join(", ", node.dependsOn()) : "",
					(node.labels() != null) ? "-- branch: " + String.join(", ", node.labels()) : "",
					"create table if not exists " + table + " (id int);")
			.with("U" + node.id() + "__r.sql", "drop table if exists " + table + ";");
	}

	private static void assertUpgrade(MigrationService service, RevisionGraph graph, Plan expected) {
		if (!prepare(service, graph, expected)) {
			return;
		}
		String question = "upgrade from %s to %s".formatted(expected.current(), expected.target());
		if (expected.error() != null) {
			Answers.assertFails(question, expected.error(), () -> service.upgrade(expected.target()));
			return;
		}
		UpgradeResult result = service.upgrade(expected.target());
		assertThat(new HashSet<>(result.applied())).as(question).isEqualTo(new HashSet<>(expected.order()));
		assertThat(new HashSet<>(result.state().current())).as(question).isEqualTo(expected.resultHeads());
	}

	private static void assertDowngrade(MigrationService service, RevisionGraph graph, Plan expected) {
		if (expected.unstable() != null || !prepare(service, graph, expected)) {
			return;
		}
		String question = "downgrade from %s to %s".formatted(expected.current(), expected.target());
		if (expected.error() != null) {
			Answers.assertFails(question, expected.error(), () -> service.downgrade(expected.target()));
			return;
		}
		DowngradeResult result = service.downgrade(expected.target());
		assertThat(new HashSet<>(result.undone())).as(question).isEqualTo(new HashSet<>(expected.order()));
		assertThat(new HashSet<>(result.state().current())).as(question).isEqualTo(expected.resultHeads());
	}

	/**
	 * Record what the question starts from, unless it is one that a database cannot hold:
	 * rows of revisions that do not exist, or of a revision and its ancestor.
	 */
	private static boolean prepare(MigrationService service, RevisionGraph graph, Plan plan) {
		Set<String> current = new HashSet<>(plan.current());
		boolean possible = current.stream().allMatch((id) -> graph.find(id).isPresent())
				&& graph.current(current).equals(current);
		if (possible) {
			service.stamp(current.isEmpty() ? Collections.singleton("base") : current, true);
		}
		return possible;
	}

}
