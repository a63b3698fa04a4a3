package dev.headway.script.name;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.revision.Version;
import dev.headway.testing.StockFlyway;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScriptNames}.
 */
class ScriptNamesTests {

	private static final List<String> ODD_NAMES = List.of("V1.sql", "V2__.sql", "V3__a.SQL", "V4_1__a.sql",
			"V05__a.sql", "V6.0__a.sql", "V7___a.sql", "V8__a__b.sql", "V9__a b.sql", "V20260131120000__a.sql",
			"V10__ü.sql", "v11__a.sql", "V12_a.sql", "V13a__x.sql", "V14-2__x.sql", "V__a.sql", "V.sql", "V_15__a.sql",
			"V16_.sql", "V17._1__a.sql", "V18", "V19__a", "V20__a.sql.conf", "V21__a.sql.bak", "V22__a.psql",
			"V23__a.pg.sql", "R.sql", "R__.sql", "R__a.sql", "R1__b.sql", "r__c.sql", "R_d.sql", "Rviews__x.sql",
			"R__e__f.sql", "B30__a.sql", "B31.sql", "B__a.sql", "b32__a.sql", "U33__a.sql", "U__a.sql", "data.sql",
			"README.md", "views.sql", "Views.sql", "afterMigrate.sql", "afterMigrate__x.sql", "beforeEachMigrate.sql",
			"createSchema.sql", "beforeFoo__x.sql", "V40__afterMigrate.sql", "V41__a.Sql", "VV42__a.sql",
			"V43..1__a.sql", "V44.__a.sql", "V45__%20.sql", "1__a.sql", "2_1__b.sql", "__a.sql", "m50-a.sql",
			"m51--b.sql", "mr--c.sql", "m52.ddl", "V53-a.ddl", "sql", ".sql", "V54__a.sql.sql", "V55__a..sql",
			"V56__a.sh", "V57__a.PY", "V58__a.b.bash", "V59__a.exe", "R__f.ps1", "R__g", "B60__a.sh", "VERSION",
			"README", "afterMigrate.sh");

	@TempDir
	private Path folder;

	static Stream<ScriptNaming> namings() {
		return Stream.of(ScriptNaming.standard(), new ScriptNaming("V", "R", "B", "U", "_", List.of(".sql")),
				new ScriptNaming("V", "R", "B", "U", "-", List.of(".ddl", ".SQL")),
				new ScriptNaming("m", "mr", "B", "U", "--", List.of(".sql")),
				new ScriptNaming("", "R", "B", "U", "__", List.of(".sql")),
				new ScriptNaming("V", "VV", "B", "U", "__", List.of(".sql", ".pg.sql")),
				new ScriptNaming("V", "R", "B", "U", "__", List.of(".pg.sql", ".sql", ".psql")),
				new ScriptNaming("before", "after", "B", "U", "__", List.of(".sql")));
	}

	@ParameterizedTest
	@MethodSource("namings")
	void readAgreesWithFlyway(ScriptNaming naming) throws IOException {
		Set<String> ours = new TreeSet<>();
		for (String name : ODD_NAMES) {
			Files.writeString(this.folder.resolve(name), "select 1;");
			new ScriptNames(naming).read(name)
				.filter((read) -> read.kind() != ScriptKind.UNDO)
				.ifPresent((read) -> ours.add(name + " " + read.version() + " '" + read.description() + "' "
						+ (read.kind() == ScriptKind.BASELINE)));
		}
		Set<String> flyway = new TreeSet<>();
		flyway(naming, this.folder, false).forEach((info) -> flyway.add(info.getScript() + " " + info.getVersion()
				+ " '" + info.getDescription() + "' " + info.getType().name().endsWith("BASELINE")));
		assertThat(ours).isEqualTo(flyway).hasSizeGreaterThan(2);
	}

	@ParameterizedTest
	@MethodSource("namings")
	void refusedAgreesWithFlyway(ScriptNaming naming) throws IOException {
		ScriptNames names = new ScriptNames(naming);
		for (String name : ODD_NAMES) {
			Path one = Files.createDirectories(this.folder.resolve(name + ".folder"));
			Files.writeString(one.resolve(name), "select 1;");
			boolean migration = names.read(name).isPresent();
			assertThat(!migration && names.refused(name).isPresent()).as(name)
				.isEqualTo(isRefusedByFlyway(naming, one) && !migration);
			if (!migration && names.misnamed(name, Version.FIRST).isPresent()) {
				assertThat(names.refused(name)).as(name).isPresent();
			}
		}
	}

	private static boolean isRefusedByFlyway(ScriptNaming naming, Path folder) {
		try {
			flyway(naming, folder, true);
			return false;
		}
		catch (FlywayException ex) {
			assertThat(ex).hasMessageContaining("Invalid SQL filenames found");
			return true;
		}
	}

	@Test
	void readWhenNameBeginsWithEventIsEmpty() {
		ScriptNames names = new ScriptNames(new ScriptNaming("", "a", "b", "c", "__", List.of(".sql")));
		assertThat(Stream.of(Event.values()).map(Event::getId)).allSatisfy((event) -> {
			assertThat(names.read(event + ".sql")).isEmpty();
			assertThat(names.read(event + "__x.sql")).isEmpty();
			assertThat(names.misnamed(event + "__1_x.sql", Version.FIRST)).isEmpty();
		});
	}

	@Test
	void readWhenUndoIsUndo() {
		assertThat(standard().read("U4__drop_table.sql"))
			.contains(new ScriptName(ScriptKind.UNDO, Version.parse("4").orElseThrow(), "drop table"));
	}

	@ParameterizedTest
	@CsvSource({ "v3__x.sql,V3__x.sql", "V3_x.sql,V3__x.sql", "V3-x.sql,V3__x.sql", "V3 x.sql,V3__x.sql",
			"V3x__y.sql,V3__x_y.sql", "V__a.sql,V8__a.sql", "R1__a.sql,R__a.sql", "r__x.sql,R__x.sql",
			"Vlatest__a.sql,V8__a.sql", "V-1__a.sql,V1__a.sql", "V+1__a.sql,V1__a.sql",
			"V1_2_add_users.sql,V1_2__add_users.sql", "V_3__a.sql,V3__a.sql", "V3.__a.sql,V3__a.sql", "V3-.sql,V3.sql",
			"U3_x.sql,U3__x.sql", "u3__x.sql,U3__x.sql", "B3_x.sql,B3__x.sql", "b3__x.sql,B3__x.sql",
			"R_x.sql,R__x.sql", "r__2020_report.sql,R__2020_report.sql", "V3_x.SQL,V3__x.SQL", "Vnext__a.sql,V8__a.sql",
			"V9223372036854775807__a.sql,V9223372036854775807__a.sql" })
	void misnamedWhenMeantForMigrationSaysWhatToRenameItTo(String filename, String expected) {
		assertThat(standard().read(filename)).isEmpty();
		MisnamedFile file = misnamed(filename).orElseThrow();
		assertThat(file.newName()).isEqualTo(expected);
		assertThat(file.reason()).isNotBlank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "data.sql", "README.md", "views.sql", "Views.sql", "Vendor__data.sql", "VACUUM.sql",
			"afterMigrate.sql", "afterMigrate__x.sql", "beforeEachMigrate.sql", "V3_x.txt", "v1.sql", "b2b__orders.sql",
			"B2B_orders.sql", "Users.sql", "users__1.sql", "undo__x.sql", "Report.sql", "Rviews__x.sql", "R.sql",
			"V.sql", "base__1.sql", "reset__all.sql", "V3__x.sql.conf", "V3__x.sql.bak", "u2.sql", "r1.sql",
			"latest.sql" })
	void misnamedWhenOtherFileIsEmpty(String filename) {
		assertThat(standard().read(filename)).isEmpty();
		assertThat(misnamed(filename)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "V3x__y.sql,'3x' is not a version", "V3_x.sql,'__' must separate version and description",
					"V__a.sql,it has no version", "v3__x.sql,its prefix must be 'V'",
					"R1__a.sql,'__' must follow the prefix of a repeatable migration" })
	void misnamedSaysWhatIsWrong(String filename, String reason) {
		assertThat(misnamed(filename).map(MisnamedFile::reason)).contains(reason);
	}

	@Test
	void misnamedWhenNamingIsCustomFollowsIt() {
		ScriptNames names = new ScriptNames(new ScriptNaming("m", "mr", "B", "U", "--", List.of(".ddl")));
		assertThat(names.misnamed("m3-x.ddl", Version.FIRST).map(MisnamedFile::newName)).contains("m3--x.ddl");
		assertThat(names.misnamed("V3_x.ddl", Version.FIRST)).isEmpty();
	}

	@Test
	void misnamedWhenTheVersionDoesNotFitIntoTheHistorySaysThatFlywayRunsIt() {
		String filename = "V" + "9".repeat(51) + "__a.sql";
		assertThat(standard().read(filename)).isEmpty();
		assertThat(misnamed(filename))
			.contains(new MisnamedFile("its version is longer than 50 characters", "V8__a.sql", true));
		assertThat(misnamed("U" + "1_".repeat(25) + "1__a.sql"))
			.contains(new MisnamedFile("its version is longer than 50 characters", "U8__a.sql", false));
		assertThat(standard().read("V" + "9".repeat(50) + "__a.sql")).isPresent();
		assertThat(standard().read("V" + "1_".repeat(24) + "12__a.sql")).isPresent();
	}

	private static Optional<MisnamedFile> misnamed(String filename) {
		return standard().misnamed(filename, Version.parse("8").orElseThrow());
	}

	private static ScriptNames standard() {
		return new ScriptNames(ScriptNaming.standard());
	}

	private static List<MigrationInfo> flyway(ScriptNaming naming, Path folder, boolean validate) {
		return StockFlyway.find((flyway) -> flyway.locations("filesystem:" + folder)
			.validateMigrationNaming(validate)
			.sqlMigrationPrefix(naming.versionedPrefix())
			.repeatableSqlMigrationPrefix(naming.repeatablePrefix())
			.sqlMigrationSeparator(naming.separator())
			.sqlMigrationSuffixes(naming.suffixes().toArray(String[]::new)));
	}

}
