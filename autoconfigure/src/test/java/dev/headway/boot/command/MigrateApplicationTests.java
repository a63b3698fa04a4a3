package dev.headway.boot.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.MetadataBuilder;
import org.hibernate.boot.model.relational.SimpleAuxiliaryDatabaseObject;
import org.hibernate.boot.spi.MetadataBuilderContributor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.headway.boot.autoconfigure.DbCommandAutoConfiguration;
import dev.headway.boot.autoconfigure.HeadwayAutoConfiguration;
import dev.headway.boot.command.ModelApplication.Outcome;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.element.ObjectName;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code db migrate} in different kinds of applications.
 */
class MigrateApplicationTests {

	private static final String USERS = "create table users (id bigint primary key, name varchar(255) not null);";

	private final TestDatabase.Access access = TestDatabase.H2.create();

	private MigrationFolder folder = new MigrationFolder(Path.of("."));

	@BeforeEach
	void prepare(@TempDir Path path) throws Exception {
		this.folder = new MigrationFolder(path);
	}

	@Test
	void migrateWhenDatabaseIsNotAtHeadIsRefused() {
		this.folder.with("V1__create_users.sql", USERS);
		Outcome outcome = application(User.class).run("migrate", "-m", "add names");
		assertThat(outcome).isEqualTo(new Outcome(5, "",
				"FAILED: Nothing was written: the database is at <base>, the head is 1. Run 'db upgrade' first.\n"));
		assertThat(application(User.class).run("upgrade").code()).isZero();
		assertThat(application(User.class).run("migrate", "-m", "add names").code()).isZero();
		this.folder.without("V1__create_users.sql");
		assertThat(application(User.class).run("migrate", "-m", "add names"))
			.isEqualTo(new Outcome(5, "", "FAILED: Nothing was written: the database has 1, which this build does not "
					+ "have. Fetch these migrations, or use another database.\n"));
	}

	@Test
	void migrateWhenThereAreSeveralHeadsIsRefused() {
		this.folder.withConflict();
		Outcome outcome = application(User.class).run("migrate", "-m", "add names");
		assertThat(outcome.code()).isEqualTo(3);
		assertThat(outcome.errors()).startsWith("FAILED: Nothing was written: the migrations have status CONFLICT.")
			.contains("'db merge 2 3'");
	}

	@Test
	void migrateWhenNothingSaysWhatItDoesIsRefused() {
		assertThat(application(User.class).run("migrate").code()).isEqualTo(2);
	}

	@Test
	void migrateWithoutJpaSaysSo() {
		Outcome outcome = new ModelApplication(WithoutJpa.class, this.access, this.folder).run("migrate", "--check");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors()).startsWith("FAILED: This application has no JPA model");
	}

	@Test
	void migrateWhenDatabaseImitatesAnotherIsRefused() {
		Outcome outcome = application(User.class).with("spring.datasource.url", this.access.url() + ";MODE=PostgreSQL")
			.run("migrate", "--check");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors()).contains("H2 with MODE=PostgreSQL");
	}

	@Test
	void migrateWhenUnitDoesNotStartComparesItsModel() {
		Outcome outcome = application(Broken.class).run("migrate", "-m", "add broken");
		assertThat(outcome.code()).isZero();
		assertThat(outcome.output()).startsWith("Detected added table 'broken'\n");
		assertThat(outcome.errors()).startsWith("The persistence unit 'default' does not start").contains("Nobody");
	}

	@Test
	void migrateWhenModelDoesNotFitTheDatabaseComparesIt() {
		Outcome outcome = application(User.class).with("spring.jpa.hibernate.ddl-auto", "validate")
			.run("migrate", "--check");
		assertThat(outcome).isEqualTo(new Outcome(5, "Detected added table 'users'\n", ""));
	}

	@Test
	void upgradeWhenModelDoesNotFitTheDatabaseDoesNotStartIt() {
		this.folder.with("V1__create_users.sql", USERS);
		Outcome outcome = application(Broken.class, User.class).with("spring.jpa.hibernate.ddl-auto", "validate")
			.run("upgrade");
		assertThat(outcome.code()).isZero();
	}

	@Test
	void migrateWithSqlPrintsIt() throws Exception {
		Files.createDirectories(this.folder.path());
		Outcome outcome = application(User.class).run("migrate", "--sql");
		assertThat(outcome).isEqualTo(new Outcome(0, """
				create table users (
				  id bigint not null,
				  name varchar(255) not null,
				  primary key (id)
				);
				""", "Detected added table 'users'\n"));
		assertThat(this.folder.path()).isEmptyDirectory();
	}

	@Test
	void migrateWithJsonAnswers() {
		assertThat(application(User.class).run("migrate", "-m", "create users", "--json").output())
			.contains("\"command\": \"migrate\"", "\"Detected added table 'users'\"", "V1__create_users.sql");
	}

	@Test
	void migrateTakesWhatOnlyTheUserKnows() {
		this.folder.with("V1__create_users.sql",
				"create table users (id bigint primary key, login varchar(255) not null);",
				"create table olds (id bigint primary key);", "insert into users values (1, 'a');");
		assertThat(application(User.class).run("upgrade").code()).isZero();
		Outcome outcome = application(Contact.class).run("migrate", "-m", "change users", "--rename",
				"users.login=name", "--fill", "users.email=lower(name)", "--drop-table", "olds", "--rev-id", "7");
		assertThat(outcome).isEqualTo(new Outcome(0, """
				Detected renamed column 'users.login' to 'users.name'
				Detected added column 'users.email'
				Detected removed table 'olds'
				Created V7__change_users.sql
				Created U7__change_users.sql
				""", ""));
		assertThat(application(Contact.class).run("upgrade").code()).isZero();
		assertThat(application(Contact.class).run("migrate", "--check").code()).isZero();
		assertThat(application(Contact.class).run("downgrade", "--yes").code()).isZero();
	}

	@Test
	void migrateComparesTheUnitsOfTheFlywayThatIsMeant() {
		MigrationFolder orders = this.folder.beside(this.folder.path().getFileName() + "-orders")
			.with("V1__create_nothing.sql", "-- revises: base");
		ModelApplication application = new ModelApplication(TwoUnits.class, this.access, this.folder)
			.with("orders.locations", orders.location());
		application.run("upgrade", "--flyway=orders");
		assertThat(application.run("migrate", "-m", "create users", "--flyway=users").output())
			.startsWith("Detected added table 'users'\nCreated V1__create_users.sql\n");
		assertThat(application.run("migrate", "-m", "create orders", "--flyway=orders").output())
			.startsWith("Detected added table 'orders'\nCreated V2__create_orders.sql\n");
		SchemaSnapshot users = SchemaSnapshot
			.of(new DriverManagerDataSource(this.access.url(), this.access.username(), this.access.password()));
		assertThat(users.elements()).noneMatch((element) -> ObjectName.of("USERS").equals(element.table()));
	}

	@Test
	void migrateFromScriptsDoesNotNeedTheHead() {
		this.folder.with("V1__create_users.sql", USERS).with("V2__drop.sql", "alter table users drop column name;");
		Outcome outcome = application(User.class).run("migrate", "-m", "add names", "--from-scripts", "--fill",
				"users.name='?'");
		assertThat(outcome).isEqualTo(new Outcome(0, """
				Detected added column 'users.name'
				Created V3__add_names.sql
				Created U3__add_names.sql
				""", ""));
		assertThat(application(User.class).run("migrate", "--check", "--from-scripts").code()).isZero();
		assertThat(application(User.class).run("upgrade").code()).isZero();
		assertThat(application(User.class).run("migrate", "--check").code()).isZero();
	}

	@Test
	void migrateFromScriptsWhenThereAreSeveralHeadsIsRefused() {
		this.folder.withConflict();
		Outcome outcome = application(User.class).run("migrate", "--check", "--from-scripts");
		assertThat(outcome.code()).isEqualTo(3);
		assertThat(outcome.errors()).contains("the migrations have status CONFLICT.", "'db merge 2 3'");
	}

	@Test
	void migrateFromScriptsWhenOneFailsNamesIt() {
		this.folder.with("V1__create_users.sql", "create table users (id nothing);");
		Outcome outcome = application(User.class).run("migrate", "--check", "--from-scripts");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors()).startsWith("FAILED: The migrations cannot run in a temporary schema")
			.contains("V1__create_users.sql", "id nothing", "headway.migrate.scratch.url");
	}

	@Test
	void migrateWithStrictComparesWhatNoModelSays() {
		this.folder.with("V1__create_users.sql", USERS, "create index users_name on users (name);");
		application(User.class).run("upgrade");
		assertThat(application(User.class).run("migrate", "--check"))
			.isEqualTo(new Outcome(0, "No changes: the database is what the model says.\n",
					"Only the database has the index 'users_name' on 'users'. It is kept.\n"));
		assertThat(application(User.class).run("migrate", "--check", "--strict"))
			.isEqualTo(new Outcome(5, "Detected removed index 'users_name' on 'users (name)'\n", ""));
	}

	@Test
	void migrateWritesIntoTheFolderOfTheDatabase() {
		Path root = this.folder.path();
		this.folder = new MigrationFolder(root.resolve("common")).with("V1__create_users.sql", "-- revises: base",
				USERS);
		MigrationFolder vendor = new MigrationFolder(root.resolve("vendor/h2")).with("R__nothing.sql", "");
		ModelApplication application = application(User.class, Order.class).with("spring.flyway.locations",
				this.folder.location() + "," + vendor.location().replace("h2", "{vendor}"));
		application.run("upgrade");
		assertThat(application.run("migrate", "-m", "create orders")).isEqualTo(new Outcome(0, """
				Detected added table 'orders'
				Created V2__create_orders.sql
				Created U2__create_orders.sql
				""", ""));
		assertThat(vendor.path().resolve("V2__create_orders.sql")).exists();
		application.run("upgrade");
		assertThat(application.run("migrate", "--check").code()).isZero();
		Outcome added = new ModelApplication(this.access, this.folder, User.class, Order.class, Broken.class)
			.with("spring.flyway.locations", this.folder.location() + "," + vendor.location())
			.run("migrate", "-m", "add broken", "--into", this.folder.path().toString());
		assertThat(added.errors())
			.contains("The SQL is for H2, but '%s' is for every database. To write into the folder of H2, use --into "
				.formatted(this.folder.path()));
		assertThat(this.folder.path().resolve("V3__add_broken.sql")).exists();
	}

	@Test
	void migrateWhenTwoUnitsMapOneTableIsRefused() {
		Outcome outcome = new ModelApplication(SharedTable.class, this.access, this.folder).run("migrate", "--check");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors())
			.contains("The persistence units 'one' and 'two' both map the table 'users' (%s and %s). "
				.formatted(User.class.getName(), Contact.class.getName()));
	}

	@Test
	void migrateWhenModelHasAuxiliaryObjectsIsRefused() {
		Outcome outcome = application(User.class)
			.with("spring.jpa.properties.hibernate.metadata_builder_contributor", Auxiliary.class.getName())
			.run("migrate", "--check");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors()).contains("the auxiliary object 'create table outside (id int)'");
	}

	@Test
	void checkWithModelListsTheDifferencesAndTheSql() {
		this.folder.with("V1__create_users.sql", "create table users (id bigint primary key);");
		assertThat(application(User.class).run("check", "--model")).isEqualTo(new Outcome(5, """
				PENDING: the database is not up to date: 1 is not applied. Run 'db upgrade'.
				The model was not compared, because the migrations have status PENDING.
				1 problem
				""", ""));
		assertThat(application(User.class).run("check", "--model", "--from-scripts").output())
			.contains("MODEL_MISMATCH: ", "2 problems");
		application(User.class).run("upgrade");
		Outcome outcome = application(User.class).run("check", "--model");
		assertThat(outcome.code()).isEqualTo(5);
		assertThat(outcome.errors()).isEmpty();
		assertThat(outcome.output()).isEqualTo("""
				MODEL_MISMATCH: the JPA model and the database differ in 1 place. \
				Write the migration with 'db migrate -m "match the model"'.
				Detected added column 'users.name'
				alter table users add column name varchar(255);
				-- Fails if 'users.name' has no value in a row. Fill it here, or use --fill users.name="EXPRESSION":
				-- update users set name = ... where name is null;
				alter table users alter column name set not null;
				1 problem
				""");
		JsonNode json = JsonMapper.shared()
			.readTree(application(User.class).run("check", "--model", "--json").output());
		assertThat(json.at("/models/0/detected/0").stringValue()).isEqualTo("Detected added column 'users.name'");
		assertThat(json.at("/models/0/upgrade").stringValue()).contains("add column name");
		assertThat(json.at("/models/0/downgrade").stringValue()).contains("drop column name");
		assertThat(json.at("/models/0/database").stringValue()).isEqualTo("H2");
		application(User.class).run("migrate", "-m", "match the model", "--fill", "users.name='?'");
		application(User.class).run("upgrade");
		assertThat(application(User.class).run("check", "--model"))
			.isEqualTo(new Outcome(0, "OK: 2 revisions, head 2\n", ""));
	}

	@Test
	void checkWithModelShowsTheSqlInEveryFormat() {
		this.folder.with("V1__create_users.sql", "create table users (id bigint primary key);");
		application(User.class).run("upgrade");
		assertThat(application(User.class).run("check", "--model", "--format=markdown").output()).contains("""
				**Missing SQL for** `H2`

				```sql
				-- Detected added column 'users.name'
				alter table users add column name varchar(255);
				""");
		assertThat(application(User.class).run("check", "--model", "--format=github").output())
			.startsWith("::error title=MODEL_MISMATCH::")
			.contains("%0Aalter table users add column name varchar(255);%0A");
		assertThat(JsonMapper.shared()
			.readTree(application(User.class).run("check", "--model", "--format=sarif").output())
			.at("/runs/0/results/0/properties/upgrade")
			.stringValue()).startsWith("alter table users add column name varchar(255);");
	}

	@Test
	void checkWithModelWhenOptionsContradictIsRefused() {
		assertThat(application(User.class).run("check", "--from-scripts").code()).isEqualTo(2);
		assertThat(application(User.class).run("check", "--model", "--staged").code()).isEqualTo(2);
	}

	@Test
	void migrateComparesOnlyTheTablesThatAreMeant() {
		ModelApplication users = application(User.class, Broken.class, Order.class).with("headway.migrate.include",
				"us*,ORDERS");
		assertThat(users.run("migrate", "--check").output())
			.isEqualTo("Detected added table 'orders'\nDetected added table 'users'\n");
		assertThat(users.with("headway.migrate.exclude", "orders").run("migrate", "--check").output())
			.isEqualTo("Detected added table 'users'\n");
	}

	@Test
	void migrateBuildsTheModelInTheDatabaseThatIsMeant() throws SQLException {
		this.folder.with("V1__create_users.sql", USERS);
		application(User.class).run("upgrade");
		TestDatabase.Access other = TestDatabase.H2.create();
		ModelApplication limited = asGuest(application(User.class));
		String refusal = limited.run("migrate", "--check").errors();
		assertThat(refusal)
			.startsWith("FAILED: The user GUEST may not create a temporary schema. Allow it with \"alter "
					+ "user \"GUEST\" admin true\", or set headway.migrate.scratch.url, username and password to an empty "
					+ "database of the same product and major version.");
		limited.with("headway.migrate.scratch.url", other.url())
			.with("headway.migrate.scratch.username", other.username())
			.with("headway.migrate.scratch.password", other.password());
		assertThat(limited.run("migrate", "--check").code()).isZero();
		assertThat(limited.run("migrate", "--check", "--from-scripts").code()).isZero();
		assertThat(limited.with("headway.migrate.scratch.url", "jdbc:nothing:x").run("migrate", "--check").errors())
			.startsWith("FAILED: The database of headway.migrate.scratch.url cannot be reached: ");
	}

	/**
	 * A user who may do everything in the schema, but not create another one.
	 */
	private ModelApplication asGuest(ModelApplication application) throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.access.url(), this.access.username(),
				this.access.password()); var statement = connection.createStatement()) {
			statement.execute("create user guest password 'guest'");
			statement.execute("grant all on schema public to guest");
		}
		return application.with("spring.datasource.url", this.access.url().replaceFirst(";.*", ""))
			.with("spring.datasource.username", "guest")
			.with("spring.datasource.password", "guest");
	}

	private ModelApplication application(Class<?>... entities) {
		return new ModelApplication(this.access, this.folder, entities);
	}

	@Entity(name = "User")
	@Table(name = "users")
	static class User {

		@Id
		private Long id;

		@Column(nullable = false)
		private String name;

	}

	@Entity(name = "Contact")
	@Table(name = "users")
	static class Contact {

		@Id
		private Long id;

		@Column(nullable = false)
		private String name;

		@Column(nullable = false)
		private String email;

	}

	@Entity(name = "Broken")
	@Table(name = "broken")
	@NamedQuery(name = "broken", query = "select n from Nobody n")
	static class Broken {

		@Id
		private Long id;

	}

	@Entity(name = "Order")
	@Table(name = "orders")
	static class Order {

		@Id
		private Long id;

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
			HeadwayAutoConfiguration.class, DbCommandAutoConfiguration.class })
	static class WithoutJpa {

	}

	@SuppressWarnings("removal")
	public static class Auxiliary implements MetadataBuilderContributor {

		@Override
		public void contribute(MetadataBuilder builder) {
			builder.applyAuxiliaryDatabaseObject(new SimpleAuxiliaryDatabaseObject(Set.of(), null, null,
					new String[] { "create table outside (id int)" }, new String[0]));
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
			HeadwayAutoConfiguration.class, DbCommandAutoConfiguration.class })
	static class SharedTable {

		@Bean
		LocalContainerEntityManagerFactoryBean one(DataSource dataSource) {
			return unit("one", dataSource, User.class);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean two(DataSource dataSource) {
			return unit("two", dataSource, Contact.class);
		}

		private static LocalContainerEntityManagerFactoryBean unit(String name, DataSource dataSource,
				Class<?> entity) {
			LocalContainerEntityManagerFactoryBean unit = TwoUnits.unit(dataSource);
			unit.setPersistenceUnitName(name);
			unit.setManagedTypes(PersistenceManagedTypes.of(entity.getName()));
			return unit;
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ HeadwayAutoConfiguration.class, DbCommandAutoConfiguration.class })
	static class TwoUnits {

		@Bean
		DataSource usersDataSource(@Value("${spring.datasource.url}") String url) {
			return new DriverManagerDataSource(url, "sa", "");
		}

		@Bean
		DataSource ordersDataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:migrate-orders;DB_CLOSE_DELAY=-1", "sa", "");
		}

		@Bean
		Flyway users(DataSource usersDataSource, @Value("${spring.flyway.locations}") String locations) {
			return Flyway.configure().dataSource(usersDataSource).locations(locations).load();
		}

		@Bean
		Flyway orders(DataSource ordersDataSource, @Value("${orders.locations}") String locations) {
			return Flyway.configure().dataSource(ordersDataSource).locations(locations).load();
		}

		@Bean
		LocalContainerEntityManagerFactoryBean usersUnit(DataSource usersDataSource) {
			LocalContainerEntityManagerFactoryBean unit = unit(usersDataSource);
			unit.setPersistenceUnitName("users");
			unit.setManagedTypes(PersistenceManagedTypes.of(User.class.getName()));
			unit.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "update"));
			return unit;
		}

		@Bean
		LocalContainerEntityManagerFactoryBean ordersUnit(DataSource ordersDataSource) {
			LocalContainerEntityManagerFactoryBean unit = unit(ordersDataSource);
			unit.setPersistenceXmlLocation("classpath:db/model/persistence.xml");
			return unit;
		}

		private static LocalContainerEntityManagerFactoryBean unit(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
			unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			unit.setDataSource(dataSource);
			return unit;
		}

	}

}
