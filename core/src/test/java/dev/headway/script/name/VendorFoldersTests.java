package dev.headway.script.name;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VendorFolders}.
 */
class VendorFoldersTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			h2/V1__a.sql postgresql/V1__a.sql                               | h2 postgresql
			h2/V1__a.sql postgresql/V01__b.sql mysql/V1.0__c.sql            | h2 mysql postgresql
			h2/V1__a.sql h2/V2__b.sql oracle/2.44/V1__a.sql                 | h2 oracle
			h2/V1__a.sql mysql/V1__a.sql mariadb/V7__c.sql                  | h2 mysql
			""")
	void findWhenFoldersOfDatabasesShareAVersionReturnsThem(String paths, String names) {
		assertThat(find(paths)).get().isEqualTo(new VendorFolders("", List.of(names.split(" ", -1)), null));
	}

	@ParameterizedTest
	@CsvSource({ "V1__a.sql V1__b.sql", "orders/V1__a.sql inventory/V1__a.sql", "h2/V1__a.sql postgresql/V2__b.sql",
			"h2/V1__a.sql V1__a.sql", "a/h2/V1__a.sql b/mysql/V1__a.sql",
			"h2/V1__a.sql mysql/U1__a.sql mysql/B1__a.sql", "h2/R__a.sql mysql/R__a.sql",
			"h2x/V1__a.sql xmysql/V1__a.sql", "h2/V1__a.sql h2/sub/V1__b.sql", "h2/readme.txt mysql/readme.txt" })
	void findWhenThereIsNoSuchFolderReturnsNone(String paths) {
		assertThat(find(paths)).isEmpty();
	}

	@Test
	void messageNamesOneFolder() {
		assertThat(find("sql/h2/V1__a.sql sql/postgresql/V1__a.sql").orElseThrow().message(Path.of("db"))).isEqualTo(
				"'%s' has folders for several databases (h2, postgresql), with migrations of the same versions. Specify one of them, as in '--location %s'.",
				Path.of("db/sql"), Path.of("db/sql/postgresql"));
	}

	@Test
	void messageWhenThereAreCommonMigrationsNamesTheirFolder() {
		assertThat(find("common/V1__a.sql h2/V2__a.sql postgresql/V2__a.sql").orElseThrow().message(Path.of("db")))
			.endsWith("as in '--location " + Path.of("db/common") + " --location " + Path.of("db/postgresql") + "'.");
	}

	@Test
	void messageWhenCommonMigrationsAreAboveTheFoldersNamesTheApplication() {
		assertThat(find("V1__a.sql h2/V2__a.sql postgresql/V2__a.sql").orElseThrow().message(Path.of("db")))
			.contains("'--location " + Path.of("db/postgresql"), "such as V1__a.sql", "'java -jar app.jar db check'");
	}

	@ParameterizedTest
	@CsvSource({ "/h2/db/migration, /h2/db/vendor/postgresql, postgresql", "/db/h2/files, /db/migration, h2",
			"/h2/db, /h2/sql,", "/db/h2, /db/h2,", "/db, /db/mysql/mariadb, mariadb" })
	void databaseIsInThePathBelowWhatLocationsHaveInCommon(Path one, Path other, @Nullable String name) {
		List<Path> all = List.of(one, other);
		assertThat(all.stream().flatMap((location) -> VendorFolders.database(location, all).stream()).findFirst())
			.isEqualTo(Optional.ofNullable(name));
	}

	private static Optional<VendorFolders> find(String paths) {
		return VendorFolders.find(ScriptNaming.standard(), List.of(paths.split(" ", -1)));
	}

}
