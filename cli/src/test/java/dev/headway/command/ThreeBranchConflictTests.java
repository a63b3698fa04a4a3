package dev.headway.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * Conflicts of three branches: the target and two others, which are merged into it one
 * after the other. The first is repaired before its merge or not; then the second one
 * arrives. By default this runs a sample; the system property {@code headway.matrix} is
 * {@code all} for all cases, or a regular expression for those whose names it matches.
 */
class ThreeBranchConflictTests extends AbstractConflictTests {

	private static final String WANTED = System.getProperty("headway.matrix", "");

	@AfterAll
	static void manyCommandsWereRun() {
		if (WANTED.isEmpty() || isAll()) {
			assertCounts(150, 300);
		}
	}

	static List<Case> cases() {
		List<Case> cases = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			for (Headers headers : Headers.values()) {
				for (Repair repair : Repair.values()) {
					for (Moment moment : Moment.values()) {
						cases.add(new Case(kind, headers, repair, moment, cases.size() % 2 == 0, TestDatabase.H2));
					}
				}
			}
		}
		if (WANTED.isEmpty()) {
			return every(13, cases);
		}
		return isAll() ? cases : cases.stream().filter((each) -> each.toString().matches(WANTED)).toList();
	}

	private static boolean isAll() {
		return WANTED.equals("all");
	}

	/**
	 * The cases on H2, and a few of them on other databases.
	 */
	static List<Case> casesOnDatabases() {
		List<Case> cases = new ArrayList<>(cases());
		for (Case each : every(10, cases())) {
			cases.add(each.on((cases.size() % 2 == 0) ? TestDatabase.POSTGRESQL : TestDatabase.MARIADB));
		}
		return cases;
	}

	@ParameterizedTest
	@Execution(ExecutionMode.CONCURRENT)
	@MethodSource("casesOnDatabases")
	void everyPrintedCommandWorks(Case each) {
		GitClone clone = repository(each);
		List<Database> databases = each.databases();
		for (List<String> commands : printed(clone, each)) {
			GitClone copy = copy(clone);
			String context = "%s %s".formatted(each, commands);
			commands.forEach((command) -> run(copy, command, context));
			if (commands.stream().anyMatch((command) -> command.startsWith("db merge"))) {
				runNext(copy, context);
			}
			assertResolved(copy, context);
			for (Database database : databases) {
				assertUpgrades(copy, database, false, each.descriptions(), context + " on " + database);
			}
		}
	}

	static List<Case> merged() {
		List<Case> merged = cases().stream()
			.filter((each) -> each.moment() == Moment.AFTER || each.moment() == Moment.TARGET)
			.toList();
		return WANTED.isEmpty() ? every(4, merged) : merged;
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
		clone.git("checkout", "-q", "-b", "first");
		write(clone, each.first().files());
		clone.commit("First").git("checkout", "-q", "-b", "second", "main");
		write(clone, each.second().files());
		clone.commit("Second").git("checkout", "-q", "main");
		write(clone, each.theirs().files());
		clone.commit("Theirs").git("push", "-q", "origin", "main");
		clone.git("checkout", "-q", "first");
		clone.git("merge", "-q", "--no-edit", "main");
		if (each.repair() != Repair.NONE) {
			printed(clone, each).stream()
				.filter((commands) -> commands.size() == 1
						&& commands.get(0).startsWith("db " + each.repair().name().toLowerCase(Locale.ROOT)))
				.findFirst()
				.ifPresent((commands) -> {
					run(clone, commands.get(0), "%s %s".formatted(each, commands));
					clone.commit("Repair");
				});
		}
		merge(clone, "first");
		if (each.moment() == Moment.TARGET) {
			merge(clone, "second");
		}
		each.moment().reach(clone, "second");
		return clone;
	}

	private static void merge(GitClone clone, String branch) {
		clone.git("checkout", "-q", "main");
		clone.git("merge", "-q", "--no-ff", "--no-edit", branch);
		clone.git("push", "-q", "origin", "main");
	}

	/**
	 * A conflict.
	 *
	 * @param kind its kind
	 * @param headers who writes headers
	 * @param repair how the first branch was repaired
	 * @param moment when the second one is found
	 * @param headway whether Headway has written the histories
	 * @param database the databases
	 */
	record Case(Kind kind, Headers headers, Repair repair, Moment moment, boolean headway, TestDatabase database) {

		Case on(TestDatabase database) {
			return new Case(this.kind, this.headers, this.repair, this.moment, this.headway, database);
		}

		Map<String, String> base() {
			return BranchMigrations.base((this.kind == Kind.LATE) ? Map.of(3, "base3") : Map.of());
		}

		BranchMigrations theirs() {
			return migrations(this.kind.theirs, 't');
		}

		BranchMigrations first() {
			return migrations(this.kind.first, 'f');
		}

		BranchMigrations second() {
			return migrations(this.kind.second, 's');
		}

		private BranchMigrations migrations(String list, char branch) {
			return new BranchMigrations(list, this.headers.name().indexOf(Character.toUpperCase(branch)) >= 0, false);
		}

		List<String> descriptions() {
			return Stream.of(theirs(), first(), second()).flatMap((side) -> side.descriptions().stream()).toList();
		}

		List<Database> databases() {
			Map<String, String> base = base();
			List<Database> databases = new ArrayList<>();
			databases.add(database("new", List.of(base)));
			databases.add(database("theirs", List.of(base, theirs().files())));
			databases.add(database("first", List.of(base, first().files())));
			databases.add(database("second", List.of(base, second().files())));
			add(databases, "theirs and first", theirs(), first());
			add(databases, "theirs and second", theirs(), second());
			add(databases, "all", theirs(), first(), second());
			return databases;
		}

		private void add(List<Database> databases, String name, BranchMigrations... branches) {
			List<String> versions = Stream.of(branches).flatMap((branch) -> branch.versions().stream()).toList();
			if (Set.copyOf(versions).size() == versions.size()) {
				List<Map<String, String>> applied = new ArrayList<>(List.of(base()));
				Stream.of(branches).map(BranchMigrations::files).forEach(applied::add);
				databases.add(database(name, applied));
			}
		}

		private Database database(String name, List<Map<String, String>> applied) {
			List<String> published = new ArrayList<>(theirs().descriptions());
			published.addAll(first().descriptions());
			if (this.moment == Moment.TARGET) {
				published.addAll(second().descriptions());
			}
			return new Database(name, this.database, this.headway, applied, Set.copyOf(published));
		}

	}

	enum Kind {

		TEXTBOOK("2 t1 1", "3 f1 1", "4 s1 1"),

		SAME_VERSION("2 t1 1", "2 f1 1", "2 s1 1"),

		LATE("6 t1 3", "4 f1 3", "5 s1 3"),

		CHAIN("2 t1 1; 3 t2 2", "2 f1 1", "2 s1 1; 3 s2 2; 4 s3 3"),

		LATE_CHAIN("8 t1 1", "4 f1 1; 5 f2 4", "3 s1 1; 6 s2 3");

		private final String theirs;

		private final String first;

		private final String second;

		Kind(String theirs, String first, String second) {
			this.theirs = theirs;
			this.first = first;
			this.second = second;
		}

	}

	/**
	 * Who writes headers: the target (T), the first branch (F), the second one (S).
	 */
	enum Headers {

		TFS, T, F, S, TF, TS, FS, NONE

	}

	enum Repair {

		NONE, REBASE, MERGE

	}

}
