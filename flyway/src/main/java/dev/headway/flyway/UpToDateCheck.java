package dev.headway.flyway;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.SchemaHistory;
import dev.headway.flyway.internals.FlywayConventions;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptResource;

/**
 * Finds what Flyway's {@code migrate} might still do when all versioned migrations are
 * applied and unchanged. If there is nothing, it need not be started. These are the
 * reasons to start it:
 * <ol>
 * <li>the user's own migration resolvers, or providers of resources or classes</li>
 * <li>callbacks, in Java or SQL, except those for single migrations</li>
 * <li>schemas to create besides that of the history</li>
 * <li>a target other than the latest version, or names to validate</li>
 * <li>baseline scripts</li>
 * <li>rows of a type that Flyway's community edition does not write, or of a
 * resolver</li>
 * <li>a repeatable migration that is written in Java, is new, changed or removed, or has
 * placeholders, whose values may have changed</li>
 * </ol>
 *
 * @param configuration the user's settings
 */
record UpToDateCheck(Configuration configuration) {

	private static final Set<Event> BEFORE_MIGRATIONS = EnumSet.of(Event.AFTER_CONNECT, Event.BEFORE_VALIDATE,
			Event.BEFORE_MIGRATE);

	private static final Set<String> PLAIN_TYPES = Set.of("SQL", "JDBC", "BASELINE", "SCHEMA", "TABLE");

	Optional<String> reason(MigrationScripts scripts, SchemaHistory history) {
		return Optional.ofNullable(reasonInSettings()).or(() -> Optional.ofNullable(reasonIn(scripts, history)));
	}

	private @Nullable String reasonInSettings() {
		if (this.configuration.isSkipDefaultResolvers() || this.configuration.getResolvers().length > 0) {
			return "the configuration has migration resolvers";
		}
		if (this.configuration.getResourceProvider() != null
				|| this.configuration.getJavaMigrationClassProvider() != null) {
			return "the configuration has a provider of migrations";
		}
		if (hasCallbacks()) {
			return "there are callbacks";
		}
		if (this.configuration.isCreateSchemas() && hasOtherSchemas()) {
			return "there are schemas to create";
		}
		MigrationVersion target = this.configuration.getTarget();
		if (target != null && !MigrationVersion.LATEST.equals(target)) {
			return "the configuration has a target";
		}
		return this.configuration.isValidateMigrationNaming() ? "the names of migrations must be validated" : null;
	}

	/**
	 * Whether the user's callbacks may change the history before it is validated. Which
	 * events those in Java or in other locations handle, only Flyway knows.
	 */
	boolean mayRepair(MigrationScripts scripts) {
		return hasCallbacks() || hasSqlCallback(scripts, BEFORE_MIGRATIONS::contains);
	}

	private boolean hasCallbacks() {
		return this.configuration.getCallbackLocations().length > 0 || Arrays.stream(this.configuration.getCallbacks())
			.anyMatch((callback) -> !(callback instanceof MigrationGuard));
	}

	private boolean hasSqlCallback(MigrationScripts scripts, Predicate<Event> event) {
		return !this.configuration.isSkipDefaultCallbacks()
				&& scripts.otherFiles().stream().flatMap((name) -> Stream.ofNullable(event(name))).anyMatch(event);
	}

	private @Nullable Event event(String filename) {
		int end = filename.indexOf(this.configuration.getSqlMigrationSeparator());
		return Event.fromId((end >= 0) ? filename.substring(0, end) : filename.replaceFirst("\\..*$", ""));
	}

	private boolean hasOtherSchemas() {
		String own = FlywayConventions.defaultSchema(this.configuration);
		return Arrays.stream(this.configuration.getSchemas()).anyMatch((schema) -> !schema.equals(own));
	}

	private @Nullable String reasonIn(MigrationScripts scripts, SchemaHistory history) {
		if (hasSqlCallback(scripts, (event) -> !event.getId().contains("Each"))) {
			return "there are SQL callbacks";
		}
		if (!scripts.baselines().isEmpty()) {
			return "there are baseline migrations";
		}
		if (!PLAIN_TYPES.containsAll(history.types())) {
			return "the schema history has rows of the types " + history.types();
		}
		boolean unchanged = scripts.repeatables().stream().allMatch((script) -> isUnchanged(script, history))
				&& scripts.repeatables().size() == history.repeatables().size();
		return unchanged ? null : "a repeatable migration may have changed";
	}

	private boolean isUnchanged(Script script, SchemaHistory history) {
		HistoryRow row = history.repeatables().get(script.description());
		ScriptResource resource = script.resource();
		return row != null && resource != null && Objects.equals(script.checksum(), row.checksum())
				&& !hasPlaceholders(resource);
	}

	private boolean hasPlaceholders(ScriptResource resource) {
		try (InputStream bytes = resource.open()) {
			return new String(bytes.readAllBytes(), this.configuration.getEncoding())
				.contains(this.configuration.getPlaceholderPrefix());
		}
		catch (IOException ex) {
			return true;
		}
	}

}
