package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DowngradeCommand}.
 */
class DowngradeCommandTests {

	@TempDir
	private Path temporary;

	private TestApplication application;

	@BeforeEach
	void prepare() {
		this.application = new TestApplication(this.temporary);
	}

	@Test
	void downgradeGoesBackByOne() {
		run("upgrade", "3");
		assertThat(run("downgrade", "-1")).isEqualTo("Running downgrade 3 -> 1, add avatars\nThe database is at 1\n");
		assertThat(run("downgrade", "base"))
			.isEqualTo("Running downgrade 1 -> , create users\nThe database is at <base>\n");
	}

	@Test
	void downgradeWhenTerminalAsks() {
		run("upgrade", "1");
		TestCommands no = this.application.commands().onTerminal("n\n");
		assertThat(no.run("downgrade").out()).isEqualTo("Downgrade to -1? [y/N] ");
		assertThat(run("current")).isEqualTo("1 (branchpoint)\n");
		assertThat(this.application.commands().onTerminal("y\n").run("downgrade").code()).isZero();
		assertThat(run("current")).isEmpty();
		run("upgrade", "1");
		assertThat(this.application.commands().onTerminal("").run("downgrade", "--yes").code()).isZero();
	}

	@Test
	void downgradeWhenNoWayBackIsRefused() {
		run("upgrade");
		this.application.folder().without("U4__merge.sql");
		assertThat(run("downgrade", "3")).startsWith("FAILED: ").contains("4").endsWith("(exit 1)\n");
	}

	@Test
	void downgradeWhenSqlPrintsAndUndoesNothing() {
		run("upgrade", "2");
		assertThat(run("downgrade", "--sql")).contains("alter table users drop column password_hash;");
		assertThat(run("downgrade", "3:base", "--sql")).contains("drop column avatar", "drop table users");
		assertThat(run("downgrade", "3", "--sql")).isEqualTo("""
				FAILED: A downgrade to '3' would apply revisions. Run 'db upgrade 3 --sql' to print that SQL.
				(exit 1)
				""");
		assertThat(run("current")).isEqualTo("2\n");
	}

	@Test
	void downgradeWhenSqlRangeHasOneEndGoesFromTheHeadOrToTheBase() {
		String whole = run("downgrade", "4:base", "--sql");
		assertThat(whole).contains("drop column avatar", "drop column password_hash", "drop table users");
		assertThat(run("downgrade", "4:", "--sql")).isEqualTo(whole);
		assertThat(run("downgrade", ":", "--sql")).isEqualTo(whole);
		assertThat(run("downgrade", ":1", "--sql")).isEqualTo(run("downgrade", "head:1", "--sql"))
			.contains("drop column avatar", "drop column password_hash")
			.doesNotContain("drop table users");
		assertThat(run("downgrade", "4:")).contains("'db downgrade base'").endsWith("(exit 2)\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "4", "head", "heads", "2+1", "1:2", "base:1" })
	void downgradeWhenSqlWouldApplyIsRefused(String target) {
		run("upgrade", "2");
		assertThat(run("downgrade", target, "--sql"))
			.startsWith("FAILED: A downgrade to '%s' would apply revisions.".formatted(target.replaceFirst(".*:", "")))
			.contains("Run 'db upgrade %s --sql' to print that SQL.".formatted(target));
		assertThat(run("upgrade", target, "--sql")).containsPattern("create table users|add ");
	}

	private String run(String... args) {
		return this.application.commands().run(args).text();
	}

}
