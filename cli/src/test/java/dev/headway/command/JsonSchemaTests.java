package dev.headway.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.migration.MigrationListener;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what each verb answers with {@code --json} is as
 * {@code docs/json-schema.json} describes it, also if it fails.
 */
class JsonSchemaTests {

	private static final Path FILE = Path.of("..", "docs", "json-schema.json");

	private static final List<String> VERBS = List.of("init", "revision", "migrate", "merge", "rebase", "heads",
			"branches", "history", "current", "show", "check", "upgrade", "downgrade", "stamp", "resolve", "repair",
			"wait");

	private static final SchemaRegistry REGISTRY = SchemaRegistry
		.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private static final Schema SCHEMA = REGISTRY.getSchema(text(), InputFormat.JSON);

	@TempDir
	private Path temporary;

	private TestApplication application;

	private TestCommands commands;

	@BeforeEach
	void start() {
		this.application = new TestApplication(this.temporary);
		this.commands = this.application.commands(ConsoleMigrationListener::new, new MigrationListener() {
		});
	}

	@Test
	void schemaIsOne() {
		String metaSchema = "https://json-schema.org/draft/2020-12/schema";
		assertThat(JsonMapper.shared().readTree(text()).path("$schema").stringValue()).isEqualTo(metaSchema);
		assertThat(REGISTRY.getSchema(SchemaLocation.of(metaSchema)).validate(text(), InputFormat.JSON)).isEmpty();
	}

	@Test
	void answerOfEachVerbIsAsTheSchemaSays() {
		this.application.folder().without("V4__merge.sql").without("U4__merge.sql");
		assertThat(run("merge").at("/created").toString()).contains("V4__merge_2_and_3.sql");
		assertThat(run("init").at("/created/0").stringValue()).endsWith("HEAD");
		assertThat(run("init").at("/created")).isEmpty();
		assertThat(run("upgrade", "3").path("applied").toString()).isEqualTo("[\"1\",\"3\"]");
		assertThat(run("check").at("/problems/0/fix").toString()).isEqualTo("[[\"db upgrade\"]]");
		assertThat(run("wait", "--timeout=0s").path("status").stringValue()).isEqualTo("PENDING");
		assertThat(run("upgrade", "--sql").path("sql").stringValue()).contains("alter table users");
		assertThat(run("upgrade").path("current").toString()).isEqualTo("[\"4\"]");
		assertThat(run("current").at("/revisions/0/state").stringValue()).isEqualTo("APPLIED");
		assertThat(run("downgrade", "3:1", "--sql").has("sql")).isTrue();
		assertThat(run("stamp", "3").path("removed").toString()).isEqualTo("[\"4\",\"2\"]");
		assertThat(run("stamp", "head").path("added").toString()).isEqualTo("[\"2\",\"4\"]");
		JsonNode revision = run("revision", "-m", "add emails");
		assertThat(revision.path("revisions").toString()).isEqualTo("[\"5\"]");
		assertThat(revision.at("/changed/0").stringValue()).endsWith("/HEAD");
		run("upgrade");
		assertThat(run("downgrade").path("undone").toString()).isEqualTo("[\"5\"]");
		assertThat(run("heads").at("/revisions/0/version").stringValue()).isEqualTo("5");
		assertThat(run("branches").at("/revisions/0/revisedBy").toString()).isEqualTo("[\"2\",\"3\"]");
		assertThat(run("history").path("revisions")).hasSize(5);
		assertThat(run("history", "--graph", "-v", "2:").path("revisions")).hasSize(3);
		assertThat(run("show", "4").at("/revisions/0/path").stringValue()).endsWith("V4__merge_2_and_3.sql");
		this.application.folder().with("V6__x.sql", "-- revises: 4");
		JsonNode planned = run("rebase", "6", "-n");
		assertThat(planned.path("written").booleanValue()).isFalse();
		assertThat(run("rebase", "6", "--downgrade").at("/changed/0").stringValue()).endsWith("V6__x.sql");
		assertThat(run("check", "--fix").path("ok").booleanValue()).isFalse();
	}

	@Test
	void answersAboutAFailureAreAsTheSchemaSays() {
		this.application.folder()
			.with("V5__shop.sql", "-- revises: 4", "create table shop (id int);", "create table users (id int);")
			.with("V6__goods.sql", "-- revises: 5", "create table goods (id int);", "x;");
		JsonNode refused = failure(1, "upgrade");
		assertThat(refused.path("error").stringValue()).contains("'db resolve 5 --continue-at 2'");
		JsonNode failure = run("resolve", "5");
		assertThat(failure.path("statement").stringValue()).isEqualTo("create table users (id int)");
		assertThat(run("resolve", "5", "--applied").path("applied").toString()).isEqualTo("[\"5\"]");
		assertThat(failure(1, "upgrade").path("error").stringValue()).contains("'db resolve 6'");
		assertThat(run("resolve", "6", "--rolled-back").path("applied")).isEmpty();
		assertThat(run("repair").path("removed")).isEmpty();
	}

	@Test
	void answerOfMigrateIsAsTheSchemaSays() {
		run("upgrade");
		assertThat(run("migrate", "--check").path("detected")).hasSize(1);
		JsonNode check = run("check", "--model");
		assertThat(check.at("/models/0/detected/0").stringValue()).isEqualTo("Detected added column 'users.avatar'");
		assertThat(check.at("/problems/0/fix").toString()).isEqualTo("[[\"db migrate -m \\\"match the model\\\"\"]]");
		assertThat(run("migrate", "--sql").path("downgrade").stringValue()).contains("drop column avatar");
		assertThat(run("migrate", "-m", "add avatars").at("/created/0").stringValue()).endsWith("V5__add_avatars.sql");
		assertThat(failure(5, "migrate", "--check").path("code").stringValue()).isEqualTo("NotAtHead");
	}

	@Test
	void answerWhenCheckFindsAConflictHasTheWaysOut() {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("other")).withConflict();
		TestCommands.Result result = new TestCommands(folder.path()).run("check", "--json");
		assertThat(result.out()).startsWith("{\n  \"schema\": 1,\n  \"command\": \"check\",\n  \"ok\": false,\n");
		assertThat(valid(result.out()).at("/problems/0/fix").toString())
			.isEqualTo("[[\"db merge 2 3\"],[\"db rebase 3 --onto 2\"]]");
		assertThat(valid(new TestCommands(folder.path()).run("check", "--format", "json").out()))
			.isEqualTo(valid(result.out()));
	}

	@Test
	void answerOfAVerbThatFailsIsAsTheSchemaSays() {
		Map<String, String> codes = new TreeMap<>();
		for (String verb : VERBS) {
			JsonNode failure = failure(2, verb, "--no-such-option");
			codes.put(failure.path("command").stringValue(), failure.path("code").stringValue());
		}
		assertThat(codes).containsOnlyKeys(VERBS);
		assertThat(codes.values()).containsOnly("Usage");
		assertThat(failure(1, "show", "nothing").path("code").stringValue()).isEqualTo("NotFound");
		assertThat(failure(1, "rebase", "--abort").path("code").stringValue()).isEqualTo("NothingToDo");
		assertThat(failure(1, "check", "--against", "nothing").path("code").stringValue()).isEqualTo("Failed");
		assertThat(failure(5, "current", "--check-heads").path("code").stringValue()).isEqualTo("NotAtHead");
		assertThat(failure(2, "heads", "--json=no").path("code").stringValue()).isEqualTo("Usage");
		assertThat(valid(this.commands.run("--json").out()).path("command").stringValue()).isEqualTo("db");
		assertThat(valid(this.commands.run("check", "--format=JSON", "--against", "nothing").out()).has("error"))
			.isTrue();
		this.application.folder().with("V5__x.sql", "-- revises: 3");
		JsonNode refused = failure(3, "upgrade");
		assertThat(refused.at("/problems/0/code").stringValue()).isEqualTo("MULTIPLE_HEADS");
		assertThat(refused.path("fix").toString()).isEqualTo("[[\"db merge 4 5\"]]");
		assertThat(failure(3, "revision", "-m", "x").path("code").stringValue()).isEqualTo("MultipleHeads");
		this.application.folder().with("V5__x.sql", "-- revises: 7");
		assertThat(failure(4, "heads").path("code").stringValue()).isEqualTo("Invalid");
		assertThat(failure(2, new TestCommands(this.application.folder().path()), "upgrade").path("code").stringValue())
			.isEqualTo("Usage");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"schema\": 2, \"command\": \"heads\", \"revisions\": []}",
			"{\"schema\": 1, \"command\": \"heads\"}",
			"{\"schema\": 1, \"command\": \"heads\", \"revisions\": [], \"more\": 1}", "[]" })
	void schemaWhenAnswerIsAnotherRefusesIt(String answer) {
		assertThat(SCHEMA.validate(answer, InputFormat.JSON)).isNotEmpty();
	}

	private static String text() {
		try {
			return Files.readString(FILE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private JsonNode run(String... args) {
		TestCommands.Result result = this.commands.run(json(args));
		assertThat(result.code()).as(result.text()).isIn(0, 5);
		return valid(result.out());
	}

	private JsonNode failure(int code, String... args) {
		return failure(code, this.commands, args);
	}

	private static JsonNode failure(int code, TestCommands commands, String... args) {
		TestCommands.Result result = commands.run(json(args));
		assertThat(result.code()).as(result.text()).isEqualTo(code);
		assertThat(result.err()).isNotEmpty();
		JsonNode answer = valid(result.out());
		assertThat(answer.path("exitCode").intValue()).isEqualTo(code);
		return answer;
	}

	private static String[] json(String... args) {
		return Stream.concat(Stream.of(args), Stream.of("--json")).toArray(String[]::new);
	}

	private static JsonNode valid(String answer) {
		assertThat(answer).startsWith("{\n  \"schema\": 1,\n  \"command\": \"");
		assertThat(SCHEMA.validate(answer, InputFormat.JSON)).as(answer).isEmpty();
		return JsonMapper.shared().readTree(answer);
	}

}
