package dev.headway.boot.command;

import java.nio.file.Files;

import org.junit.jupiter.api.Test;

import dev.headway.boot.command.ModelApplication.Outcome;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code db migrate} in applications.
 */
class MigrateCommandTests extends AbstractDatabaseTests {

	private static final Outcome NO_CHANGES = new Outcome(0, "No changes: the database is what the model says.\n", "");

	@Test
	void migrateWhenDatabaseIsWhatHibernateMakesWritesNothing() throws Exception {
		Files.createDirectories(this.folder.path());
		application(ShopModel.BEFORE).with("spring.jpa.hibernate.ddl-auto", "create")
			.with("spring.flyway.enabled", "false")
			.with("spring.main.lazy-initialization", "false")
			.start();
		SchemaSnapshot before = SchemaSnapshot.of(this.pool);
		assertThat(application(ShopModel.BEFORE).run("migrate", "-m", "add nothing")).isEqualTo(NO_CHANGES);
		assertThat(this.folder.path()).isEmptyDirectory();
		assertThat(SchemaSnapshot.of(this.pool)).isEqualTo(before);
	}

	@Test
	void migrateWhenTablesAreWrittenByHandFindsNothing() {
		this.folder.with("V1__create_accounts.sql", HandwrittenModel.sql(this.database));
		ModelApplication application = application(HandwrittenModel.ENTITIES);
		assertDone(application.run("upgrade"));
		assertThat(application.run("migrate", "-m", "add nothing")).isEqualTo(NO_CHANGES);
	}

	@Test
	void migrateWhenLibrariesHaveTablesFindsNothing() {
		this.folder.with("V1__create_accounts.sql", HandwrittenModel.sql(this.database))
			.with("V2__create_library_tables.sql", LibraryTables.sql(this.database));
		ModelApplication application = application(HandwrittenModel.ENTITIES);
		assertDone(application.run("upgrade"));
		SchemaSnapshot before = SchemaSnapshot.of(this.pool);
		assertThat(application.run("migrate", "-m", "add nothing")).isEqualTo(NO_CHANGES);
		assertThat(application.run("migrate", "--check", "--from-scripts"))
			.isEqualTo(new Outcome(0, "No changes: the migrations make what the model says.\n", ""));
		assertThat(SchemaSnapshot.of(this.pool)).isEqualTo(before);
	}

	@Test
	void migrateWhenModelChangesWritesBothDirections() throws Exception {
		Files.createDirectories(this.folder.path());
		ModelApplication before = application(ShopModel.BEFORE);
		ModelApplication after = application(ShopModel.AFTER);
		assertThat(before.run("migrate", "-m", "create the shop")).isEqualTo(new Outcome(0, """
				Detected added sequence 'purchase_seq'
				Detected added table 'customers'
				Detected added table 'items'
				Detected added table 'purchases'
				Created V1__create_the_shop.sql
				Created U1__create_the_shop.sql
				""", ""));
		assertDone(before.run("upgrade"));
		assertThat(before.run("migrate", "--check")).isEqualTo(NO_CHANGES);
		sql("insert into customers (name, email, visits, active, version) values ('a', 'a@b', 1, true, 0)").update();
		sql("insert into items (id, title, price) values (1, 'book', 12.34)").update();
		sql("insert into purchases (id, customer_id, state, level, item_id) values (1, 1, 'PAID', 1, 1)").update();
		SchemaSnapshot old = SchemaSnapshot.of(this.pool);
		Outcome changed = after.run("migrate", "-m", "change the shop");
		assertDone(changed);
		assertThat(changed.output()).contains("Detected changed sequence 'purchase_seq': increment from 50 to 10",
				"Detected NOT NULL on column 'customers.email'", "to varchar(200) on 'customers.name'",
				"Detected removed column 'customers.nickname'", "on 'customers.visits'",
				"Detected added column 'customers.avatar'", "Detected added column 'customers.language'",
				"Detected added column 'customers.nick'", "Detected removed column 'items.old'", "on 'items.price'",
				"Detected change of default from 5 to 7 on 'items.stock'", "on 'customers (email)'",
				"Detected added index 'customers_created' on 'customers (created_at)'",
				"Detected changed index 'items_search' on 'items (subtitle)'", "Detected changed check constraint '",
				"on 'purchases (item_id)' to 'items (id)'", "Detected added table 'reviews'",
				"Detected added table 'review_tags'",
				"Created V2__change_the_shop.sql\nCreated U2__change_the_shop.sql\n");
		assertThat(this.folder.path().resolve("V2__change_the_shop.sql")).content()
			.startsWith("-- revises: 1\n-- Written by 'db migrate' for ")
			.contains("-- Destroys data: all values of 'items.old'.\nalter table items drop column old;\n");
		assertDone(after.run("upgrade"));
		assertThat(after.run("migrate", "--check")).isEqualTo(NO_CHANGES);
		assertDone(after.run("downgrade", "--yes"));
		assertThat(old.diffTo(SchemaSnapshot.of(this.pool)).text()).isEmpty();
		this.folder.without("V2__change_the_shop.sql").without("U2__change_the_shop.sql");
		assertThat(before.run("migrate", "--check")).isEqualTo(NO_CHANGES);
	}

	private static void assertDone(Outcome outcome) {
		assertThat(outcome.code()).as(outcome.toString()).isZero();
	}

	private ModelApplication application(Class<?>... entities) {
		return new ModelApplication(this.access, this.folder, entities);
	}

}
