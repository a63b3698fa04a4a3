package dev.headway.benchmark.files;

import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import dev.headway.benchmark.ground.Access;
import dev.headway.benchmark.ground.Migrations;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.MigrationService;
import dev.headway.script.ParentRule;

/**
 * Starts as an application that is up to date does, keeps what it has read, and tells how
 * much heap it holds.
 */
public final class MemoryChild {

	private MemoryChild() {
	}

	/**
	 * Start, and print how many bytes are held besides those of the application.
	 * @param args what to use, root of the migrations, and URL, user and password of the
	 * database
	 */
	public static void main(String[] args) {
		Migrations migrations = new Migrations(Path.of(args[1]));
		try (HikariDataSource pool = new Access(args[2], args[3], args[4]).pool()) {
			Flyway flyway = Flyway.configure().dataSource(pool).locations(migrations.location()).load();
			long before = used();
			Object held = held(args[0], flyway);
			try {
				System.out.println(used() - before);
			}
			finally {
				Reference.reachabilityFence(held);
			}
		}
	}

	private static @Nullable Object held(String engine, Flyway flyway) {
		return switch (engine) {
			case "HEADWAY" -> {
				MigrationService service = FlywayMigrationService.of(FlywayEngine.of(flyway, ParentRule.AUTO),
						List.of());
				service.upgrade();
				yield List.of(service, service.state());
			}
			case "FLYWAY" -> flyway.migrate();
			default -> null;
		};
	}

	private static long used() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
