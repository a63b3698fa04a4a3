package dev.headway.benchmark;

import java.sql.Connection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.flywaydb.core.Flyway;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.MigrationService;
import dev.headway.script.ParentRule;

/**
 * The engines that are compared. Each is used as in an application: it is created, then
 * applies what is pending.
 */
enum Engine {

	/** Headway as the starter calls it. */
	HEADWAY("Headway") {

		@Override
		void migrate(DataSource dataSource, Migrations migrations) {
			service(dataSource, migrations).upgrade();
		}

	},

	/** Flyway alone with its default settings. */
	FLYWAY("stock Flyway") {

		@Override
		void migrate(DataSource dataSource, Migrations migrations) {
			flyway(dataSource, migrations).migrate();
		}

	},

	/** Liquibase with files in its own format. */
	LIQUIBASE("Liquibase") {

		@Override
		void migrate(DataSource dataSource, Migrations migrations) throws Exception {
			System.setProperty("liquibase.analytics.enabled", "false");
			LIQUIBASE_LOGGER.setLevel(Level.SEVERE);
			Scope.child(Scope.Attr.ui, new LoggerUIService(), () -> update(dataSource, migrations));
		}

	};

	private static final Logger LIQUIBASE_LOGGER = Logger.getLogger("liquibase");

	private final String title;

	Engine(String title) {
		this.title = title;
	}

	abstract void migrate(DataSource dataSource, Migrations migrations) throws Exception;

	Callable<Engine> work(DataSource dataSource, Migrations migrations) {
		return () -> {
			migrate(dataSource, migrations);
			return this;
		};
	}

	/**
	 * Record all migrations as applied.
	 */
	static void stamp(DatabaseAccess access, Migrations migrations) {
		try (HikariDataSource pool = access.pool()) {
			service(pool, migrations).stamp("head");
		}
	}

	static MigrationService service(DataSource dataSource, Migrations migrations) {
		return FlywayMigrationService.of(FlywayEngine.of(flyway(dataSource, migrations), ParentRule.AUTO), List.of());
	}

	private static Flyway flyway(DataSource dataSource, Migrations migrations) {
		return Flyway.configure().dataSource(dataSource).locations(migrations.location()).load();
	}

	@SuppressWarnings("try")
	private static void update(DataSource dataSource, Migrations migrations) throws Exception {
		try (Connection connection = dataSource.getConnection();
				ResourceAccessor files = new DirectoryResourceAccessor(migrations.root());
				Liquibase liquibase = new Liquibase(Migrations.CHANGELOG, files, new JdbcConnection(connection))) {
			liquibase.setShowSummary(UpdateSummaryEnum.OFF);
			liquibase.update(new Contexts());
		}
	}

	@Override
	public String toString() {
		return this.title;
	}

}
