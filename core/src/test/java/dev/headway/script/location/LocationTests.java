package dev.headway.script.location;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.script.location.Location.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Location}.
 */
class LocationTests {

	@ParameterizedTest
	@CsvSource({ "db/migration,CLASSPATH,db/migration", "/db/migration/,CLASSPATH,db/migration",
			"classpath:/db//migration,CLASSPATH,db/migration", "ClassPath:db,CLASSPATH,db",
			"'  db/migration  ',CLASSPATH,db/migration", "filesystem:/srv/db/,FILESYSTEM,/srv/db",
			"classpath:,CLASSPATH,''", "filesystem:db,FILESYSTEM,db",
			"'filesystem:C:\\db\\migration',FILESYSTEM,C:/db/migration", "'C:\\db',CLASSPATH,C:/db",
			"s3:bucket/db,UNSUPPORTED,bucket/db" })
	void parseWhenThereAreNoWildcardsReadsKindAndRoot(String text, Kind kind, String root) {
		Location location = Location.parse(text);
		assertThat(location.kind()).isEqualTo(kind);
		assertThat(location.root()).isEqualTo(root);
		assertThat(location.wildcards()).isNull();
		assertThat(location.descriptor()).isEqualTo(text.strip());
		assertThat(location.matches("any/V1__a.sql")).isTrue();
		assertThat(location.relativize("any/V1__a.sql")).isEqualTo("any/V1__a.sql");
	}

	@ParameterizedTest
	@CsvSource({ "db/vendor/*,db/vendor", "db/*/h2,db", "*/h2,''", "db/mi?ration,db", "db/**/*.sql,db" })
	void parseWhenThereAreWildcardsEndsTheRootBeforeThem(String text, String root) {
		Location location = Location.parse(text);
		assertThat(location.root()).isEqualTo(root);
		assertThat(Objects.requireNonNull(location.wildcards())).isNotNull();
	}

	@Test
	void outermostWhenOneIsBelowAnotherLeavesItOut() {
		assertThat(outermost("db/migration/sub", "db/migration2", "filesystem:db/migration/sub", "db/migration"))
			.containsExactly("db/migration", "db/migration2", "filesystem:db/migration/sub");
	}

	@Test
	void outermostWhenThereAreWildcardsKeepsThem() {
		assertThat(outermost("db/*", "db", "db/sub/*")).containsExactly("db/*", "db", "db/sub/*");
	}

	private static List<String> outermost(String... locations) {
		return Location.outermost(List.of(locations).stream().map(Location::parse).toList())
			.stream()
			.map(Location::descriptor)
			.toList();
	}

}
