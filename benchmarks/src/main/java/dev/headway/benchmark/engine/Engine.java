package dev.headway.benchmark.engine;

import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.sql.DataSource;

import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.flywaydb.core.Flyway;

import dev.headway.benchmark.ground.Migrations;
import dev.headway.benchmark.measure.Stopwatch;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.script.ParentRule;

/**
 * What applies migrations. Each is used as an application uses it: created, then told to
 * apply what is pending.
 */
public enum Engine {

	/** Headway over Flyway, as the starter calls it. */
	HEADWAY("Headway") {

		@Override
		public void migrate(DataSource dataSource, Migrations migrations) {
			FlywayEngine engine = FlywayEngine.of(flyway(dataSource, migrations), ParentRule.AUTO);
			FlywayMigrationService.of(engine, List.of()).upgrade();
		}

	},

	/** Flyway alone, with its default settings. */
	FLYWAY("stock Flyway") {

		@Override
		public void migrate(DataSource dataSource, Migrations migrations) {
			flyway(dataSource, migrations).migrate();
		}

	},

	/** Liquibase, with its own files. */
	LIQUIBASE("Liquibase") {

		@Override
		public void migrate(DataSource dataSource, Migrations migrations) throws Exception {
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

	/**
	 * Apply what is pending.
	 * @param dataSource the database
	 * @param migrations the migrations
	 * @throws Exception if that fails
	 */
	public abstract void migrate(DataSource dataSource, Migrations migrations) throws Exception;

	/**
	 * Apply what is pending, as something to measure.
	 * @param dataSource the database
	 * @param migrations the migrations
	 * @return the work
	 */
	public Stopwatch.Work work(DataSource dataSource, Migrations migrations) {
		return () -> migrate(dataSource, migrations);
	}

	/**
	 * Find engines by name.
	 * @param names the names, in any case
	 * @return the engines in that order
	 */
	public static List<Engine> named(List<String> names) {
		return names.stream().map((name) -> valueOf(name.toUpperCase(Locale.ROOT))).toList();
	}

	private static Flyway flyway(DataSource dataSource, Migrations migrations) {
		return Flyway.configure(migrations.classLoader())
			.dataSource(dataSource)
			.locations(migrations.location())
			.load();
	}

	@SuppressWarnings("try")
	private static void update(DataSource dataSource, Migrations migrations) throws Exception {
		try (Connection connection = dataSource.getConnection();
				ResourceAccessor files = migrations.isJar() ? new ClassLoaderResourceAccessor(migrations.classLoader())
						: new DirectoryResourceAccessor(migrations.root());
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
