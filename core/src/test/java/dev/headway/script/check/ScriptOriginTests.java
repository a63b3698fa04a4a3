package dev.headway.script.check;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.revision.Version;
import dev.headway.script.CodeMigration;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptResource;
import dev.headway.script.ScriptSettings;
import dev.headway.script.file.FileContent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScriptOrigin}.
 */
class ScriptOriginTests {

	private static final Version OLD = Version.parse("2").orElseThrow();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			select 1;                                      | select 1;
			-- revises: 1~select 1;                        | -- revises: 3~select 1;
			-- revises: 1~select 1;                        | select 1;
			select 1;                                      | -- revises: 3~select 1;
			-- revises: 1~-- depends-on: 1~select 1;       | -- revises: 3~-- depends-on: 1~select 1;
			# note~--  Revises : 1~select 1;               | # note~--  Revises : 3~select 1;
			""")
	void isOriginWhenOnlyTheHeaderDiffers(String before, String after) {
		assertThat(origin(before).isOriginOf(script(after), StandardCharsets.UTF_8)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			select 1;                                      | select 2;
			-- revises: 1~select 1;                        | -- revises: 3~select 2;
			-- revises: 7~select 1;                        | -- revises: 3~select 1;
			-- note~select 1;                              | -- revises: 3~select 1;
			""")
	void isOriginWhenMoreDiffersIsFalse(String before, String after) {
		assertThat(origin(before).isOriginOf(script(after), StandardCharsets.UTF_8)).isFalse();
	}

	@Test
	void isOriginWhenMarkerOfRebaseNamesItIsTrue() {
		String before = "-- revises: 7\n-- depends-on: 5\nselect 1;\n";
		int checksum = checksum(before);
		String after = "-- revises: 3\n-- replaces: 2 %d revises 7 depends-on 5\n-- depends-on: 9\nselect 1;\n";
		ScriptOrigin origin = new ScriptOrigin(OLD, checksum, List.of());
		assertThat(origin.isOriginOf(script(after.formatted(checksum)), StandardCharsets.UTF_8)).isTrue();
		assertThat(origin.isOriginOf(script(after.formatted(checksum) + "select 2;"), StandardCharsets.UTF_8))
			.isFalse();
		assertThat(origin.isOriginOf(script(after.formatted(checksum + 1)), StandardCharsets.UTF_8)).isFalse();
	}

	@Test
	void isOriginWhenMigrationIsInJavaIsFalse() {
		Script code = MigrationScripts
			.load(ScriptSettings.standard(), () -> () -> List.of(), List.of(new CodeMigration("V3", "3", "b", null, 7)))
			.revisions()
			.get(0);
		assertThat(new ScriptOrigin(OLD, 7, List.of()).isOriginOf(code, StandardCharsets.UTF_8)).isFalse();
	}

	private static ScriptOrigin origin(String before) {
		return new ScriptOrigin(OLD, checksum(before.replace("~", "\n")), List.of("1"));
	}

	private static int checksum(String content) {
		return Objects
			.requireNonNull(FileContent.of(content.getBytes(StandardCharsets.UTF_8)).checksum(StandardCharsets.UTF_8));
	}

	private static Script script(String content) {
		byte[] bytes = content.replace("~", "\n").getBytes(StandardCharsets.UTF_8);
		ScriptResource resource = new ScriptResource() {

			@Override
			public String filename() {
				return "V10__b.sql";
			}

			@Override
			public InputStream open() {
				return new ByteArrayInputStream(bytes);
			}

		};
		return MigrationScripts.load(ScriptSettings.standard(), () -> () -> List.of(resource), List.of())
			.revisions()
			.get(0);
	}

}
