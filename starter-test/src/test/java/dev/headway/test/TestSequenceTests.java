package dev.headway.test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.HeadwayException;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TestSequence}.
 */
class TestSequenceTests {

	private final List<String> ran = new CopyOnWriteArrayList<>();

	private Flyway flyway;

	@BeforeEach
	void prepare(@TempDir Path path) {
		TestDatabase.Access access = TestDatabase.H2.create();
		this.flyway = Flyway.configure()
			.dataSource(access.url(), access.username(), access.password())
			.locations(new MigrationFolder(path).location())
			.load();
	}

	@Test
	void containerRunsStepsInOrderAndCloses() {
		assertThat(Outcomes.of(Stream.of(sequence("a", "b").container("c"))).passed()).containsExactly("c/a", "c/b");
		assertThat(this.ran).containsExactly("a", "b");
		assertThat(schemas()).isEmpty();
	}

	@Test
	void containerWhenTestsRunInParallelRunsEachStepOnce() {
		List<DynamicTest> tests = tests(sequence("a", "b", "c", "d", "e", "f"));
		assertThat(tests.parallelStream().map(Outcomes::run).toList()).containsOnlyNulls();
		assertThat(this.ran).containsExactly("a", "b", "c", "d", "e", "f");
		assertThat(schemas()).isEmpty();
	}

	@Test
	void containerWhenStreamIsClosedBeforeTheEndBeginsAnew() {
		Stream<? extends DynamicNode> stream = sequence("a", "b", "c").container("c").getChildren();
		List<DynamicTest> tests = new ArrayList<>();
		try (stream) {
			stream.forEach((test) -> tests.add((DynamicTest) test));
			assertThat(Outcomes.run(tests.get(0))).isNull();
			assertThat(schemas()).hasSize(1);
		}
		assertThat(schemas()).isEmpty();
		assertThat(Outcomes.run(tests.get(1))).isNull();
		assertThat(Outcomes.run(tests.get(2))).isNull();
		assertThat(this.ran).containsExactly("a", "a", "b", "c");
		assertThat(schemas()).isEmpty();
	}

	@Test
	void containerWhenStepFailsAbortsTheRest() {
		TestSequence sequence = new TestSequence(testSchemas(), List.of(step("a"), TestStep.of("b", (schema) -> {
			throw new HeadwayException("planted");
		}), step("c")));
		Outcomes outcomes = Outcomes.of(Stream.of(sequence.container("c")));
		assertThat(outcomes.failed()).containsExactly("c/b");
		assertThat(outcomes.message("c/b")).isEqualTo("planted");
		assertThat(outcomes.aborted()).containsExactly("c/c");
		assertThat(this.ran).containsExactly("a");
		assertThat(schemas()).isEmpty();
	}

	@Test
	void containerWhenClosingFailsFailsTheLastTest() {
		List<DynamicTest> tests = tests(new TestSequence(testSchemas(), List.of(TestStep.of("a", (schema) -> schemas()
			.forEach((name) -> jdbc().sql("drop schema \"" + name + "\" cascade").update())))));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> tests.get(0).getExecutable().execute());
	}

	private TestSequence sequence(String... names) {
		return new TestSequence(testSchemas(), Stream.of(names).map(this::step).toList());
	}

	private TestStep step(String name) {
		return TestStep.of(name, (schema) -> this.ran.add(name));
	}

	private TestSchemas testSchemas() {
		return TestSchemas.of(TestSettings.of(this.flyway));
	}

	private static List<DynamicTest> tests(TestSequence sequence) {
		return sequence.container("c").getChildren().map(DynamicTest.class::cast).toList();
	}

	private List<String> schemas() {
		return jdbc().sql("select schema_name from information_schema.schemata where schema_name like 'headway%'")
			.query(String.class)
			.list();
	}

	private JdbcClient jdbc() {
		return JdbcClient.create(this.flyway.getConfiguration().getDataSource());
	}

}
