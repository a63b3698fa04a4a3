package dev.headway.flyway.run;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.headway.flyway.internals.ParsedScript.Statement;
import dev.headway.flyway.run.RunPosition.Change;
import dev.headway.flyway.run.RunPosition.Point;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunPosition}.
 */
class RunPositionTests {

	private static final String TABLE = "create table a (id int)";

	private static final String ROW = "insert into a values (1)";

	private RunPosition position = new RunPosition(false);

	private int number;

	@Test
	void beginWhenADefinitionHasEndedCountsItAndWhatCameBefore() {
		assertThat(begin(ROW)).isEqualTo(Change.OPEN);
		assertThatPosition(0, 0, 10);
		assertThat(begin(ROW)).isEqualTo(Change.NONE);
		assertThat(begin(TABLE)).isEqualTo(Change.OPEN);
		assertThatPosition(0, 3, 10);
		assertThat(begin(ROW)).isEqualTo(Change.AFTER_COMMIT);
		assertThatPosition(3, 3, 40);
		assertThat(begin(ROW)).isEqualTo(Change.NONE);
		assertThatPosition(3, 3, 40);
	}

	@Test
	void beginWhenADefinitionFollowsAnotherLeavesTheCommitToIt() {
		assertThat(begin(TABLE)).isEqualTo(Change.OPEN);
		assertThat(begin(TABLE)).isEqualTo(Change.OPEN);
		assertThatPosition(1, 2, 20);
	}

	@Test
	void beginWhenAStatementMayCommitDoesNotCountItUntilADefinitionHasEnded() {
		begin(TABLE);
		assertThat(begin("call p()")).isEqualTo(Change.AFTER_COMMIT);
		assertThatPosition(1, 2, 20);
		assertThat(begin(ROW)).isEqualTo(Change.NONE);
		assertThatPosition(1, 2, 20);
		begin(TABLE);
		assertThatPosition(1, 4, 20);
		begin(ROW);
		assertThatPosition(4, 4, 50);
	}

	@Test
	void beginWhenThereIsNoTransactionCountsEachStatement() {
		this.position = new RunPosition(true);
		assertThat(begin(ROW)).isEqualTo(Change.OPEN);
		assertThatPosition(0, 1, 10);
		assertThat(begin(ROW)).isEqualTo(Change.AFTER_COMMIT);
		assertThatPosition(1, 2, 20);
	}

	@Test
	void skipBeginsLater() {
		this.position.skip(new Point(2, () -> "digest"));
		this.number = 2;
		assertThat(this.position.hasBegun()).isFalse();
		begin(TABLE);
		assertThat(this.position.hasBegun()).isTrue();
		assertThatPosition(2, 3, 30);
		assertThat(this.position.done().digest()).isEqualTo("digest");
	}

	@Test
	void beginWhenAStatementWasAnnouncedCountsTheOneBefore() {
		begin(TABLE);
		assertThat(announce(2, 3).digest()).isEqualTo(digest(3));
		assertThatPosition(0, 1, 10);
		assertThat(begin(TABLE)).isEqualTo(Change.NONE);
		assertThatPosition(1, 2, 20);
		assertThatDigests(1, 2);
		assertThat(begin(TABLE)).isEqualTo(Change.NONE);
		assertThatPosition(2, 3, 30);
		assertThatDigests(2, 3);
		assertThat(begin(TABLE)).isEqualTo(Change.OPEN);
		announce(5, 6);
		assertThatPosition(3, 4, 40);
		assertThatDigests(3, 4);
		begin(TABLE);
		begin(TABLE);
		assertThat(begin(ROW)).isEqualTo(Change.AFTER_COMMIT);
		assertThatPosition(6, 6, 70);
		assertThatDigests(6, 6);
	}

	private Point announce(int from, int to) {
		return this.position.announce(IntStream.rangeClosed(from, to).mapToObj(RunPositionTests::table).toList());
	}

	private static Statement table(int number) {
		return new Statement(number, TABLE, 10 * number, false);
	}

	private void assertThatDigests(int done, int begun) {
		assertThat(this.position.done().digest()).isEqualTo(digest(done));
		assertThat(this.position.begun().digest()).isEqualTo(digest(begun));
	}

	private static String digest(int tables) {
		return new ScriptContinuation(IntStream.rangeClosed(1, tables).mapToObj(RunPositionTests::table).toList())
			.digest(tables);
	}

	private Change begin(String sql) {
		this.number++;
		Statement statement = new Statement(this.number, sql, 10 * this.number, false);
		this.position.read(statement);
		return this.position.begin(statement);
	}

	private void assertThatPosition(int done, int begun, int line) {
		assertThat(this.position.done().statements()).as("done").isEqualTo(done);
		assertThat(this.position.begun().statements()).as("begun").isEqualTo(begun);
		assertThat(this.position.line()).as("line").isEqualTo(line);
	}

}
