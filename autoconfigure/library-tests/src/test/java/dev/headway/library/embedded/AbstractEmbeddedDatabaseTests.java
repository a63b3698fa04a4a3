package dev.headway.library.embedded;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.library.shop.ShopApplication;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs tests on databases of Zonky's embedded-database-spring-test, which records the
 * migrations of the first context and replays them on a new database for each test.
 */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE, properties = {
		"spring.flyway.locations=classpath:db/migration/inventory", "spring.flyway.clean-disabled=false" })
abstract class AbstractEmbeddedDatabaseTests {

	@Autowired
	private MigrationService migrations;

	@Autowired
	private Flyway flyway;

	@Autowired
	private JdbcClient client;

	@RepeatedTest(2)
	void contextHasANewDatabaseForEachTest() {
		assertThat(this.migrations.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(this.migrations.state().current()).containsExactly("2");
		assertThat(this.client.sql("insert into stock (id, shelf) values (1, 2)").update()).isOne();
		assertThat(this.client.sql("select count(*) from stock").query(Integer.class).single()).isOne();
	}

	@Test
	void migrateAfterCleanMigratesAgain() {
		this.flyway.clean();
		assertThat(this.migrations.state().status()).isEqualTo(MigrationStatus.PENDING);
		this.flyway.migrate();
		assertThat(this.migrations.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		this.flyway.clean();
		assertThat(this.migrations.upgrade().applied()).containsExactly("1", "2");
	}

}
