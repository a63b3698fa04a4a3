package dev.headway.script.edit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.revision.Revision;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.check.ConflictCheck;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every command that {@link ConflictCheck} prints, as it is printed, for branches of
 * all kinds: headers on both sides, one or none, shared, lower and higher versions, and
 * one to three files on each side.
 */
class ResolvedConflictTests {

	@TempDir
	private Path temporary;

	@TestFactory
	Stream<DynamicTest> commandsResolveTheConflict() {
		return Stream.of(1, 2)
			.flatMap((theirs) -> Stream.of(1, 2, 3).flatMap((ours) -> cases(ours, theirs)))
			.map((each) -> DynamicTest.dynamicTest(each.toString(), () -> run(each)));
	}

	private static Stream<Case> cases(int ours, int theirs) {
		List<Case> cases = new ArrayList<>();
		for (int first : List.of(2, 3, 5, 6, 8)) {
			for (String headers : List.of("both", "ours", "theirs", "neither")) {
				cases.add(new Case(ours, theirs, first, headers, "theirs"));
				cases.add(new Case(ours, theirs, first, headers, "ours"));
			}
		}
		return cases.stream();
	}

	private void run(Case each) {
		EditedFolder folder = folder(each, "conflict");
		List<String> commands = check(folder, each).flatMap(ConflictCheck::conflict)
			.map((conflict) -> conflict.resolve())
			.orElse(List.of());
		for (int i = 0; i < commands.size(); i++) {
			String command = commands.get(i);
			if (command.startsWith("db ")) {
				EditedFolder edited = folder(each, "command" + i);
				Map<String, String> before = edited.files();
				edited.run(command);
				assertThat(check(edited, each).flatMap(ConflictCheck::conflict)).as(command).isEmpty();
				assertThat(edited.scripts().scripts().problems()).as(command).isEmpty();
				assertThat(edited.graph().heads()).as(command).hasSize(1);
				assertThat(edited.files()).as(command).containsAllEntriesOf(staying(before, each));
				assertOrder(edited, each.ours(), "o", command);
				assertOrder(edited, each.theirs(), "t", command);
			}
		}
		assertThat(commands).as("%s", folder.files().keySet()).hasSizeGreaterThanOrEqualTo(each.conflicts() ? 1 : 0);
	}

	private static void assertOrder(EditedFolder folder, int count, String side, String command) {
		List<String> descriptions = folder.graph().revisions().stream().map(Revision::description).toList();
		List<String> expected = new ArrayList<>();
		for (int i = 1; i <= count; i++) {
			expected.add(side + i);
		}
		assertThat(descriptions).as(command).containsSubsequence(expected);
	}

	private static Map<String, String> staying(Map<String, String> files, Case each) {
		Map<String, String> staying = new TreeMap<>(files);
		staying.keySet().removeIf((name) -> !each.stays(name));
		return staying;
	}

	private static Optional<ConflictCheck> check(EditedFolder folder, Case each) {
		MigrationScripts scripts = folder.scripts().scripts().keeping((script) -> each.stays(script.name()));
		return ConflictCheck.of(scripts, (Script script) -> each.stays(script.name()), "this database", false);
	}

	private EditedFolder folder(Case each, String name) {
		EditedFolder folder = new EditedFolder(this.temporary.resolve(each + "/" + name)).with("V1__base.sql",
				"select 0;");
		fill(folder, "o", each.first(), each.ours(), Set.of("both", "ours").contains(each.headers()));
		fill(folder, "t", 5, each.theirs(), Set.of("both", "theirs").contains(each.headers()));
		return folder;
	}

	private static void fill(EditedFolder folder, String side, int first, int count, boolean headers) {
		for (int i = 0; i < count; i++) {
			int version = first + i;
			String header = headers ? "-- revises: %d\n".formatted((i == 0) ? 1 : version - 1) : "";
			folder.with("V%d__%s%d.sql".formatted(version, side, i + 1), header + "select '%s%d';".formatted(side, i))
				.with("U%d__%s%d.sql".formatted(version, side, i + 1), "undo");
		}
	}

	/**
	 * What two branches add to the same migration.
	 *
	 * @param ours the number of files of one branch
	 * @param theirs the number of files of the other, from version 5
	 * @param first the first version of ours
	 * @param headers the branches that write headers
	 * @param stays the branch whose files are applied
	 */
	private record Case(int ours, int theirs, int first, String headers, String stays) {

		boolean stays(String name) {
			return name.startsWith("V1__") || name.contains("__" + this.stays.charAt(0));
		}

		boolean conflicts() {
			return !this.headers.equals("neither");
		}

	}

}
