package dev.headway.script;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.headway.ProblemType;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.text.HeaderKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CodeMigration}.
 */
class CodeMigrationTests {

	private final ScriptProblems problems = new ScriptProblems(List.of());

	@Test
	void readWhenAnnotationIsCompleteFindsAllOfIt() {
		UnresolvedScript read = read("4", Complete.class).orElseThrow();
		assertThat(read.header().values(HeaderKey.REVISES)).containsExactly("2", "3");
		assertThat(read.header().values(HeaderKey.DEPENDS_ON)).containsExactly("billing");
		assertThat(read.header().values(HeaderKey.BRANCH)).containsExactly("audit", "log");
		assertThat(read.script().labels()).containsExactly("audit", "log");
		assertThat(read.script().checksum()).isEqualTo(7);
		assertThat(read.isFile()).isFalse();
		assertThat(read.line(HeaderKey.REVISES)).isNull();
		assertThat(read.revising("3")).isEqualTo("'@Revises(\"3\")'");
		assertThat(this.problems.found()).isEmpty();
	}

	@Test
	void readWhenOnlyParentsAreGivenHasNoOtherLines() {
		UnresolvedScript read = read("4", Minimal.class).orElseThrow();
		assertThat(read.header().lines()).containsOnlyKeys(HeaderKey.REVISES);
		assertThat(this.problems.found()).isEmpty();
	}

	@Test
	void readWhenThereIsNoAnnotationHasNoHeader() {
		assertThat(read("4", Object.class).orElseThrow().header().lines()).isEmpty();
	}

	@Test
	void readWhenMigrationIsRepeatableIgnoresTheAnnotation() {
		UnresolvedScript read = read(null, Empty.class).orElseThrow();
		assertThat(read.script().kind()).isEqualTo(ScriptKind.REPEATABLE);
		assertThat(read.header().lines()).isEmpty();
		assertThat(this.problems.found()).isEmpty();
	}

	@Test
	void readWhenAnnotationIsEmptyIsAProblem() {
		assertThat(read("4", Empty.class)).isPresent();
		assertThat(this.problems.found()).singleElement()
			.returns("MALFORMED_HEADER", ScriptProblem::code)
			.extracting(ScriptProblem::message)
			.asString()
			.startsWith("app.Code: in '@Revises', ")
			.endsWith("has no value. Write \"<version>\".");
	}

	@Test
	void readWhenVersionIsInvalidIsEmptyAndAProblem() {
		assertThat(read("4b", Complete.class)).isEmpty();
		assertThat(this.problems.found()).extracting(ScriptProblem::message)
			.containsExactly("app.Code: '4b' is not a version. Use digits separated by dots, such as 7 or 1.2.");
	}

	@Test
	void readWhenClassCannotBeInstantiatedWarns() {
		ScriptProblems warnings = new ScriptProblems(List.of());
		assertThat(CodeMigration.skipped("app.V2__B", "NoClassDefFoundError: lib/X").read(this.problems, warnings))
			.isEmpty();
		assertThat(this.problems.found()).isEmpty();
		assertThat(warnings.found()).containsExactly(new ScriptProblem(ProblemType.UNREADABLE,
				"app.V2__B: Flyway skips this class because it cannot be instantiated (NoClassDefFoundError: lib/X). Add what is missing to the class path, or remove the class from the location.",
				List.of("app.V2__B"), null));
	}

	private Optional<UnresolvedScript> read(@Nullable String version, Class<?> annotated) {
		return new CodeMigration("app.Code", version, "in Java", annotated.getAnnotation(Revises.class), 7)
			.read(this.problems, new ScriptProblems(List.of()));
	}

	@Revises(value = { "2", "3" }, dependsOn = "billing", branch = { "audit", "log" })
	private static final class Complete {

	}

	@Revises("3")
	private static final class Minimal {

	}

	@Revises({})
	private static final class Empty {

	}

}
