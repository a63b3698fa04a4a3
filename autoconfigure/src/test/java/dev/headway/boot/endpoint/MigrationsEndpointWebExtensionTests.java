package dev.headway.boot.endpoint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.headway.boot.AbstractWebTests;
import dev.headway.boot.WebApplication;
import dev.headway.boot.WebApplication.Answer;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationService;
import dev.headway.testing.database.TestDatabase.Access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link MigrationsEndpoint} and {@link MigrationsEndpointWebExtension} over
 * HTTP.
 */
class MigrationsEndpointWebExtensionTests extends AbstractWebTests {

	@Test
	void getWhenConflictAnswersAsDesigned() {
		startWithFirstRevision();
		this.migrations.withConflict();
		try (WebApplication application = start()) {
			Answer answer = application.get("/actuator/migrations");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json()).isLenientlyEqualTo("""
					{ "status": "CONFLICT",
					  "histories": { "flyway": {
					    "status": "CONFLICT", "current": ["1"], "heads": ["2", "3"], "pending": ["2", "3"],
					    "conflict": { "heads": ["2", "3"], "forkedAt": ["1"],
					      "resolve": ["db merge 2 3", "db rebase 3 --onto 2"] },
					    "problems": [ { "code": "MULTIPLE_HEADS",
					      "scripts": ["V2__add_password_hashes.sql", "V3__add_avatars.sql"] } ],
					    "history": [
					      { "version": "1", "description": "create users", "revises": [], "state": "APPLIED",
					        "current": true, "head": false, "branchPoint": true, "mergePoint": false,
					        "installedBy": "SA", "script": "V1__create_users.sql" },
					      { "version": "2", "description": "add password hashes", "revises": ["1"],
					        "state": "PENDING", "current": false, "head": true, "branchPoint": false,
					        "mergePoint": false, "script": "V2__add_password_hashes.sql" },
					      { "version": "3", "description": "add avatars", "revises": ["1"],
					        "state": "PENDING", "current": false, "head": true, "branchPoint": false,
					        "mergePoint": false, "script": "V3__add_avatars.sql" } ] } } }
					""");
			assertThat(answer.json()).extractingPath("$.histories.flyway.history[0].installedOn")
				.asString()
				.matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
			assertThat(answer.json()).extractingPath("$.histories.flyway.history[0].executionTimeMillis").isNotNull();
			assertThat(answer.json()).doesNotHavePath("$.histories.flyway.history[1].installedOn");
			assertThat(answer.body()).doesNotContainIgnoringCase("alter table");
		}
	}

	@Test
	void getWhenUpToDateHasNoConflict() {
		this.migrations.withMerge();
		try (WebApplication application = start()) {
			Answer answer = application.get("/actuator/migrations");
			assertThat(answer.json()).extractingPath("$.status").isEqualTo("UP_TO_DATE");
			assertThat(answer.json()).extractingPath("$.histories.flyway.current").asArray().containsExactly("4");
			assertThat(answer.json()).doesNotHavePath("$.histories.flyway.conflict");
		}
	}

	@Test
	void getOfRevisionAnswersItInFull() {
		this.migrations.withMerge();
		try (WebApplication application = start()) {
			Answer answer = application.get("/actuator/migrations/4");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json()).isLenientlyEqualTo("""
					{ "histories": { "flyway": { "version": "4", "description": "merge", "revises": ["2", "3"],
					  "revisedBy": [], "dependsOn": [], "labels": [], "state": "APPLIED", "current": true, "head": true,
					  "branchPoint": false, "mergePoint": true, "script": "V4__merge.sql" } } }
					""");
			assertThat(application.get("/actuator/migrations/4711").status()).isEqualTo(404);
		}
	}

	@Test
	void getTellsWhatCanBeUndoneAndWhenItWas() {
		this.migrations.withStory().without("U2__add_password_hashes.sql");
		try (WebApplication application = start()) {
			application.context().getBean(MigrationService.class).downgrade("2");
			Answer answer = application.get("/actuator/migrations");
			assertThat(answer.json()).extractingPath("$.status").isEqualTo("PENDING");
			assertThat(answer.json()).extractingPath("$.histories.flyway.history[1].reversible").isEqualTo(false);
			assertThat(answer.json()).doesNotHavePath("$.histories.flyway.history[1].undoneOn");
			assertThat(answer.json()).extractingPath("$.histories.flyway.history[3].reversible").isEqualTo(true);
			assertThat(application.get("/actuator/migrations/4").json()).extractingPath("$.histories.flyway.undoneOn")
				.asString()
				.matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
		}
	}

	@Test
	void getWhenTimeToLiveIsSetAnswersFromCache() {
		this.migrations.withMerge();
		try (WebApplication application = start("management.endpoint.migrations.cache.time-to-live=1h")) {
			Answer first = application.get("/actuator/migrations");
			this.migrations.with("V5__more.sql", "-- revises: 4");
			assertThat(application.get("/actuator/migrations")).isEqualTo(first);
		}
	}

	@Test
	void getWhenIntervalIsOverNoticesScriptsInFolder() {
		this.migrations.withMerge();
		try (WebApplication application = start("headway.refresh-interval=0s")) {
			assertThat(application.get("/actuator/migrations").json()).extractingPath("$.status")
				.isEqualTo("UP_TO_DATE");
			this.migrations.with("V5__more.sql", "-- revises: 4");
			assertThat(application.get("/actuator/health/migrations").status()).isEqualTo(200);
			assertThat(application.get("/actuator/migrations").json()).extractingPath("$.status").isEqualTo("PENDING");
			assertThat(application.get("/actuator/migrations/5").status()).isEqualTo(200);
			assertThat(application.get("/actuator/health/migrations").status()).isEqualTo(503);
		}
	}

	@Test
	void getWithinIntervalReadsNothing() {
		this.migrations.withMerge();
		try (WebApplication application = start("headway.refresh-interval=1h")) {
			Answer first = application.get("/actuator/migrations");
			this.migrations.with("V5__more.sql", "-- revises: 4");
			application.context().getBean(JdbcTemplate.class).execute("drop all objects");
			assertThat(application.get("/actuator/migrations")).isEqualTo(first);
			assertThat(application.get("/actuator/migrations/5").status()).isEqualTo(404);
		}
	}

	@Test
	void getShowsWhatThisProcessDidAtOnce() {
		this.migrations.withStory();
		try (WebApplication application = start("headway.refresh-interval=1h")) {
			MigrationService service = application.context().getBean(MigrationService.class);
			assertCurrent(application, "UP", "4");
			service.downgrade("2");
			assertCurrent(application, "OUT_OF_SERVICE", "2", "3");
			service.upgrade("4");
			assertCurrent(application, "UP", "4");
			service.stamp("1");
			assertCurrent(application, "OUT_OF_SERVICE", "1");
			service.stamp("4");
			assertCurrent(application, "UP", "4");
		}
	}

	@Test
	void getAfterFailedUpgradeShowsFailureAtOnce() {
		this.migrations.withMerge();
		try (WebApplication application = start("headway.refresh-interval=1h")) {
			assertCurrent(application, "UP", "4");
			this.migrations.with("V5__more.sql", "-- revises: 4", "no sql;");
			MigrationService service = application.context().getBean(MigrationService.class);
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service::upgrade);
			assertThat(application.get("/actuator/migrations").json()).extractingPath("$.status").isEqualTo("FAILED");
		}
	}

	@Test
	void getOfPageListsThatPart() {
		this.migrations.withMerge();
		try (WebApplication application = start()) {
			assertVersions(application, "limit=2", 4, "1", "2");
			assertVersions(application, "offset=1&limit=2", 4, "2", "3");
			assertVersions(application, "offset=3&limit=2", 4, "4");
			assertVersions(application, "offset=7", 4);
			assertVersions(application, "offset=-3&limit=2", 4, "2", "3");
			assertVersions(application, "offset=-9", 4, "1", "2", "3", "4");
			assertVersions(application, "limit=0", 4);
			Answer answer = application.get("/actuator/migrations?limit=0");
			assertThat(answer.json()).isLenientlyEqualTo("""
					{ "status": "UP_TO_DATE", "histories": { "flyway": { "status": "UP_TO_DATE", "current": ["4"],
					  "heads": ["4"], "pending": [], "problems": [], "total": 4, "history": [] } } }
					""");
			assertThat(application.get("/actuator/migrations").json()).doesNotHavePath("$.histories.flyway.total");
		}
	}

	@Test
	void getOfStateListsRevisionsInIt() {
		startWithFirstRevision();
		this.migrations.withConflict();
		try (WebApplication application = start()) {
			assertVersions(application, "state=PENDING", 2, "2", "3");
			assertVersions(application, "state=pending&limit=1", 2, "2");
			assertVersions(application, "state=APPLIED", 1, "1");
			assertVersions(application, "state=above-target", 0);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					limit=-1       | The parameter 'limit' is '-1'. It must be 0 or a positive integer.
					limit=many     | The parameter 'limit' is 'many'. It must be an integer.
					limit=         | The parameter 'limit' is ''. It must be an integer.
					limit=1&limit=2 | The parameter 'limit' is '1,2'. It must be an integer.
					offset=1.5     | The parameter 'offset' is '1.5'. It must be an integer.
					offset=4294967296 | The parameter 'offset' is '4294967296'. It must be an integer.
					state=GONE     | The parameter 'state' is 'GONE'. It must be one of APPLIED, CHANGED, BASELINE, FAILED, PENDING, ABOVE_TARGET, IGNORED, UNKNOWN.
					""")
	void getWhenParameterIsInvalidIsRefused(String query, String error) {
		try (WebApplication application = start()) {
			Answer answer = application.get("/actuator/migrations?" + query);
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.json()).extractingPath("$").asMap().containsOnly(entry("error", error));
		}
	}

	@Test
	void getWhenDatabaseIsUnreachableTellsNothingOfIt() {
		Access unreachable = new Access("jdbc:h2:tcp://localhost:1/~/hidden-database", "hidden-user",
				"hidden-password");
		this.migrations.withMerge();
		try (WebApplication application = WebApplication.start(unreachable, this.migrations, "headway.startup=none",
				"spring.datasource.hikari.connection-timeout=250",
				"spring.datasource.hikari.initialization-fail-timeout=-1")) {
			Answer answer = application.get("/actuator/migrations");
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.json()).isStrictlyEqualTo("""
					{ "error": "Cannot read the migration history of Flyway bean 'flyway'. See the application's log." }
					""");
			assertThat(application.get("/actuator/migrations/1")).isEqualTo(answer);
			Answer health = application.get("/actuator/health/migrations");
			assertThat(health.status()).isEqualTo(503);
			assertThat(health.json()).extractingPath("$.status").isEqualTo("DOWN");
			assertThat(answer.body() + health.body()).doesNotContainIgnoringCase("hidden")
				.doesNotContain("jdbc:", "localhost", "Exception", "select");
			assertThat(application.get("/actuator/health/liveness").status()).isEqualTo(200);
		}
	}

	@Test
	void getRevisionWhenTwoFilesShareItsVersionShowsBoth() {
		this.migrations.withMerge().with("V5__a.sql", "-- revises: 4").with("V5__b.sql", "-- revises: 4");
		try (WebApplication application = start()) {
			for (String[] pair : new String[][] { { "5", "V5__a.sql", "V5__b.sql" },
					{ "V5__b.sql", "V5__b.sql", "V5__a.sql" } }) {
				Answer answer = application.get("/actuator/migrations/" + pair[0]);
				assertThat(answer.json()).extractingPath("$.histories.flyway.script").isEqualTo(pair[1]);
				assertThat(answer.json()).extractingPath("$.histories.flyway.sameVersion[*].script")
					.asArray()
					.containsExactly(pair[2]);
				assertThat(answer.json()).extractingPath("$.histories.flyway.sameVersion[0].state")
					.isEqualTo("PENDING");
			}
			assertThat(application.get("/actuator/migrations/4").json())
				.doesNotHavePath("$.histories.flyway.sameVersion");
		}
	}

	@Test
	void getWhenHistoryIsGoneStillAnswers() {
		this.migrations.withMerge();
		try (WebApplication application = start("headway.refresh-interval=0s")) {
			application.context().getBean(JdbcTemplate.class).execute("drop all objects");
			assertThat(application.get("/actuator/migrations").json()).extractingPath("$.status").isEqualTo("PENDING");
		}
	}

	private static void assertCurrent(WebApplication application, String health, String... versions) {
		assertThat(application.get("/actuator/migrations").json()).extractingPath("$.histories.flyway.current")
			.asArray()
			.containsExactly((Object[]) versions);
		assertThat(application.get("/actuator/health/migrations").json()).extractingPath("$.status").isEqualTo(health);
	}

	private static void assertVersions(WebApplication application, String query, int total, String... versions) {
		Answer answer = application.get("/actuator/migrations?" + query);
		assertThat(answer.json()).extractingPath("$.histories.flyway.history[*].version")
			.asArray()
			.containsExactly((Object[]) versions);
		assertThat(answer.json()).extractingPath("$.histories.flyway.total").isEqualTo(total);
	}

	private void startWithFirstRevision() {
		this.migrations.with("V1__create_users.sql", "create table users (id int primary key, name varchar(50));");
		start().close();
	}

}
