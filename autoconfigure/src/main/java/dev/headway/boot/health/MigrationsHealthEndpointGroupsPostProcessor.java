package dev.headway.boot.health;

import java.util.Set;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorMembership;

/**
 * {@link HealthEndpointGroupsPostProcessor} that makes the {@code migrations} contributor
 * a member of the readiness group, also of one that the application defines unless that
 * excludes it, and keeps it out of the liveness group: a restart mends no migration. Adds
 * no group where there is none.
 */
public final class MigrationsHealthEndpointGroupsPostProcessor implements HealthEndpointGroupsPostProcessor {

	private final HealthContributorMembership readiness;

	/**
	 * Create a post-processor.
	 * @param excludes the contributors that the application excludes from its readiness
	 * group
	 */
	public MigrationsHealthEndpointGroupsPostProcessor(Set<String> excludes) {
		this.readiness = HealthContributorMembership.byIncludeExclude(Set.of("migrations"), excludes);
	}

	@Override
	public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
		return new MigrationsHealthEndpointGroups(groups, this.readiness);
	}

}
