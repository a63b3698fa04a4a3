package dev.headway.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.headway.testing.database.TestDatabase;

/**
 * Conflicts of two branches: all kinds, with and without headers, before, during and
 * after the merge and on the target branch; on new databases, and on those that Flyway or
 * Headway has migrated with one side or both. By default this runs a {@link PairSample};
 * if the system property {@code headway.matrix} is {@code all}, all cases.
 */
class ConflictMatrixTests extends AbstractConflictTests {

	private static final boolean ALL = System.getProperty("headway.matrix", "").equals("all");

	@AfterAll
	static void manyCommandsWereRun() {
		assertCounts(ALL ? 250 : 150, ALL ? 550 : 300);
	}

	static List<Case> cases() {
		List<Case> cases = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			for (Headers headers : Headers.values()) {
				for (Moment moment : kind.allows(headers) ? Moment.values() : new Moment[0]) {
					cases.add(new Case(kind, headers, moment, cases.size() % 3 == 0, cases.size() % 2 == 0,
							TestDatabase.H2));
				}
			}
		}
		return cases;
	}

	/**
	 * The cases on H2, and a few on other databases.
	 */
	static List<Case> casesOnDatabases() {
		List<Case> cases = new ArrayList<>(ALL ? cases() : PairSample.of(cases(), Case::values));
		for (Case each : every(11, cases())) {
			cases.add(each.on((cases.size() % 2 == 0) ? TestDatabase.POSTGRESQL : TestDatabase.MARIADB));
		}
		return cases;
	}

	@ParameterizedTest
	@Execution(ExecutionMode.CONCURRENT)
	@MethodSource("casesOnDatabases")
	void everyPrintedCommandWorks(Case each) {
		GitClone clone = repository(each);
		for (List<String> commands : printed(clone, each)) {
			GitClone copy = copy(clone);
			String context = "%s %s".formatted(each, commands);
			commands.forEach((command) -> run(copy, command, context));
			assertResolved(copy, context);
			for (Database database : each.databases()) {
				assertUpgrades(copy, database, false, each.descriptions(), context + " on " + database);
			}
		}
	}

	static List<Case> merged() {
		return cases().stream().filter((each) -> each.moment() == Moment.AFTER).toList();
	}

	@ParameterizedTest
	@Execution(ExecutionMode.CONCURRENT)
	@MethodSource("merged")
	void everyWayOutOfAStateWorks(Case each) {
		GitClone clone = repository(each);
		for (Database database : each.databases()) {
			assertEveryWayOutWorks(clone, database, each.descriptions(), each);
		}
	}

	private GitClone repository(Case each) {
		GitClone clone = newClone(each.base());
		clone.git("checkout", "-q", "-b", "feature");
		write(clone, each.ours().files());
		clone.commit("Ours").git("checkout", "-q", "main");
		write(clone, each.theirs().files());
		clone.commit("Theirs");
		if (each.moment() == Moment.TARGET) {
			clone.git("merge", "-q", "--no-edit", "feature");
		}
		clone.git("push", "-q", "origin", "main");
		each.moment().reach(clone, "feature");
		return clone;
	}

	/**
	 * A conflict.
	 *
	 * @param kind its kind
	 * @param headers who writes headers
	 * @param moment when it is found
	 * @param extras whether our side has undo scripts and a repeatable migration
	 * @param headway whether Headway has written the histories
	 * @param database the databases
	 */
	record Case(Kind kind, Headers headers, Moment moment, boolean extras, boolean headway, TestDatabase database) {

		List<?> values() {
			return List.of(this.kind, this.headers, this.moment, this.extras, this.headway);
		}

		Case on(TestDatabase database) {
			return new Case(this.kind, this.headers, this.moment, this.extras, this.headway, database);
		}

		Map<String, String> base() {
			return BranchMigrations.base((this.kind == Kind.LATE) ? Map.of(3, "base3") : Map.of());
		}

		BranchMigrations ours() {
			return new BranchMigrations(this.kind.ours, this.headers == Headers.BOTH || this.headers == Headers.OURS,
					this.extras);
		}

		BranchMigrations theirs() {
			return new BranchMigrations(this.kind.theirs,
					this.headers == Headers.BOTH || this.headers == Headers.THEIRS, false);
		}

		List<String> descriptions() {
			return Stream.of(ours(), theirs()).flatMap((side) -> side.descriptions().stream()).toList();
		}

		List<Database> databases() {
			Map<String, String> base = base();
			Map<String, String> ours = ours().files();
			Map<String, String> theirs = theirs().files();
			List<Database> databases = new ArrayList<>();
			databases.add(database("new", List.of(base)));
			databases.add(database("theirs", List.of(base, theirs)));
			databases.add(database("ours", List.of(base, ours)));
			if (!ours().sharesVersionWith(theirs())) {
				databases.add(database("both", List.of(base, theirs, ours)));
			}
			return databases;
		}

		private Database database(String name, List<Map<String, String>> applied) {
			return new Database(name, this.database, this.headway, applied, Set.of());
		}

	}

	enum Kind {

		TEXTBOOK("3 o1 1", "2 t1 1"),

		SAME_VERSION("2 o1 1", "2 t1 1"),

		LATE("4 o1 3", "5 t1 3"),

		CHAIN("2 o1 1; 3 o2 2; 4 o3 3", "2 t1 1; 3 t2 2"),

		LATE_CHAIN("4 o1 1; 5 o2 4; 6 o3 5", "8 t1 1; 9 t2 8"),

		MERGE_INSIDE("2 o1 1; 3 o2 1; 4 o3 2, 3", "2 t1 1");

		private final String ours;

		private final String theirs;

		Kind(String ours, String theirs) {
			this.ours = ours;
			this.theirs = theirs;
		}

		boolean allows(Headers headers) {
			return this != MERGE_INSIDE || headers == Headers.BOTH || headers == Headers.OURS;
		}

	}

	enum Headers {

		BOTH, OURS, THEIRS, NONE

	}

}
