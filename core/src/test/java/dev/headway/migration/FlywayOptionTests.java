package dev.headway.migration;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.ProblemType;
import dev.headway.plan.HeadConflict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlywayOption}.
 */
class FlywayOptionTests {

	private final FlywayOption option = FlywayOption.of("orders", List.of("users", "orders"));

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					db merge 2 3                             | db merge --flyway=orders 2 3
					db rebase 3 --onto 2                     | db rebase --flyway=orders 3 --onto 2
					Run "db upgrade".                        | Run "db upgrade --flyway=orders".
					with (db merge 2 3) or (db rebase 3)     | with (db merge --flyway=orders 2 3) or (db rebase --flyway=orders 3)
					db stamp base && db upgrade 3            | db stamp --flyway=orders base && db upgrade --flyway=orders 3
					db resolve 5 --continue-at 2; db repair  | db resolve --flyway=orders 5 --continue-at 2; db repair --flyway=orders
					db check; java -jar app.jar db history   | db check --flyway=orders; java -jar app.jar db history --flyway=orders
					""")
	void addToAddsTheOptionToEachCommand(String text, String expected) {
		assertThat(this.option.addTo(text)).isEqualTo(expected);
		assertThat(this.option.addTo(expected)).as("again").isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "my-db merge 2", "src/db merge", "db merger", "db merge-base", "db/migration", "the db",
			"git merge main", "spring.flyway.out-of-order=true", "" })
	void addToWhenThereIsNoCommandReturnsTheText(String text) {
		assertThat(this.option.addTo(text)).isEqualTo(text);
	}

	@Test
	void addToWhenNameIsSpecialQuotesIt() {
		assertThat(new FlywayOption("$1").addTo("db heads")).isEqualTo("db heads --flyway='$1'");
	}

	@Test
	void addToStateChangesProblemsAndCommands() {
		MigrationState state = new MigrationState(MigrationStatus.CONFLICT, List.of(), List.of("2", "3"), List.of(),
				new HeadConflict(List.of("2", "3"), List.of("1"), List.of(), List.of("db merge 2 3")),
				List.of(new MigrationProblem(ProblemType.MULTIPLE_HEADS, "Run 'db merge'.", List.of("V2__a.sql"))),
				List.of());
		assertThat(this.option.addTo(state))
			.isEqualTo(new MigrationState(MigrationStatus.CONFLICT, List.of(), List.of("2", "3"), List.of(),
					new HeadConflict(List.of("2", "3"), List.of("1"), List.of(),
							List.of("db merge --flyway=orders 2 3")),
					List.of(new MigrationProblem(ProblemType.MULTIPLE_HEADS, "Run 'db merge --flyway=orders'.",
							List.of("V2__a.sql"))),
					List.of()));
	}

	@Test
	void ofWhenThereIsOnlyOneAddsNothing() {
		FlywayOption none = FlywayOption.of("flyway", List.of("flyway"));
		assertThat(none).isSameAs(FlywayOption.NONE);
		assertThat(none.addTo("db merge 2 3")).isEqualTo("db merge 2 3");
	}

	@Test
	void ofWhenItIsNotOneOfThemAddsNothing() {
		assertThat(FlywayOption.of("unnamed", List.of("users", "orders"))).isSameAs(FlywayOption.NONE);
	}

}
