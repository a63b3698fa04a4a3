package dev.headway.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

import dev.headway.Printable;

/**
 * Fails the build if the migrations of the module could not be applied: more than one
 * head, an invalid graph, files that Flyway would skip. Needs no database.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
final class CheckMojo extends AbstractDbMojo {

	/**
	 * A branch, such as {@code origin/main}, to check a merge with.
	 */
	@Parameter(property = "headway.against")
	private @Nullable String against;

	/**
	 * Require an undo script for each versioned migration.
	 */
	@Parameter(property = "headway.requireDowngrade")
	private boolean requireDowngrade;

	@Override
	public void execute() throws MojoFailureException {
		ModuleSettings settings = settings(project());
		Optional<String> skipped = settings.skipped();
		skipped.ifPresent(getLog()::info);
		if (skipped.isEmpty()) {
			check(settings);
		}
	}

	private void check(ModuleSettings settings) throws MojoFailureException {
		ModuleLocations locations = settings.locations();
		if (settings.failOnMissingLocations() && !locations.missing().isEmpty()) {
			throw new MojoFailureException(
					"There is no folder for %s. Create it, or set headway.failOnMissingLocations to false."
						.formatted(Printable.line(String.join(", ", locations.missing()))));
		}
		if (!locations.exist()) {
			getLog().debug("No migrations in this module.");
			return;
		}
		locations.missing().forEach((location) -> getLog().warn("There is no folder for " + Printable.line(location)));
		List<String> command = new ArrayList<>(List.of("check"));
		if (this.against != null) {
			command.add("--against=" + this.against);
		}
		if (this.requireDowngrade) {
			command.add("--require-downgrade");
		}
		run(project(), command, true);
	}

}
