package dev.headway.script.name;

import java.util.Locale;
import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.revision.Version;
import dev.headway.testing.FuzzLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes {@link ScriptNames} with file names. Flyway's own parser says what is right.
 */
class ScriptNamesFuzzTests {

	private final ScriptNames names = new ScriptNames(ScriptNaming.standard());

	private final ResourceNameParser flyway = new ResourceNameParser(Flyway.configure());

	@ValueSource(strings = { "V1__a.sql", "R__x.sql", "B2.3__y.SQL", "U4__z.sql", "V1_2_3__a__b.sql", "V05__.sql",
			"VV1__x.sql", "V1..2__a.sql", "afterMigrate__x.sql", "V1__a.sql.sql", "V٣__a.sql", "V-1__a.sql",
			"V9223372036854775807__a.sql", "V1__\u202e\u001b[31m\n::error::x.sql", "B.sql", "V_1__a.sql" })
	@FuzzTest(maxDuration = FuzzLimits.DURATION)
	void readAgreesWithFlyway(@NotNull String name) throws Exception {
		FuzzLimits.check(name.length(), () -> this.names.misnamed(name, Version.FIRST).toString()
				+ this.names.refused(name) + this.names.read(name));
		if (name.toLowerCase(Locale.ROOT).endsWith(".sql")) {
			Optional<String> read = this.names.read(name).map(ScriptNamesFuzzTests::text);
			assertThat(read.or(() -> flyways(name))).isEqualTo(flyways(name));
			assertThat(
					read.isPresent() || flyways(name).isEmpty() || this.names.misnamed(name, Version.FIRST).isPresent())
				.isTrue();
		}
	}

	private static String text(ScriptName name) {
		return ScriptNaming.standard().prefix(name.kind()) + " " + name.version() + " '" + name.description() + "'";
	}

	/**
	 * What Flyway's open source reads; it has no undo migrations, which are named as
	 * versioned ones.
	 */
	private Optional<String> flyways(String name) {
		boolean undo = name.startsWith("U");
		ResourceName read = this.flyway.parse(undo ? "V" + name.substring(1) : name);
		boolean migration = read.isValid() && Event.fromId(read.getPrefix()) == null
				&& name.length() > read.getPrefix().length() + read.getSuffix().length();
		return migration ? Optional.of((undo ? "U" : read.getPrefix()) + text(read)) : Optional.empty();
	}

	private static String text(ResourceName name) {
		return " " + name.getVersion() + " '" + name.getDescription() + "'";
	}

}
