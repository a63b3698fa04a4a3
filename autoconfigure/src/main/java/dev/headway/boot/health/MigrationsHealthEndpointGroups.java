package dev.headway.boot.health;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorMembership;

/**
 * {@link HealthEndpointGroups} with the {@code migrations} contributor in its place.
 */
final class MigrationsHealthEndpointGroups implements HealthEndpointGroups, AdditionalPathsMapper {

	private static final HealthContributorMembership MIGRATIONS = HealthContributorMembership
		.byIncludeExclude(Set.of("migrations"), null);

	private final HealthEndpointGroups delegate;

	private final HealthContributorMembership readiness;

	MigrationsHealthEndpointGroups(HealthEndpointGroups delegate, HealthContributorMembership readiness) {
		this.delegate = delegate;
		this.readiness = readiness;
	}

	@Override
	public HealthEndpointGroup getPrimary() {
		return this.delegate.getPrimary();
	}

	@Override
	public Set<String> getNames() {
		return this.delegate.getNames();
	}

	@Override
	public @Nullable HealthEndpointGroup get(String name) {
		HealthEndpointGroup group = this.delegate.get(name);
		if (group == null) {
			return null;
		}
		return switch (name) {
			case "readiness" -> new MigrationsHealthEndpointGroup(group,
					(member) -> this.readiness.isMember(member) || group.isMember(member));
			case "liveness" -> new MigrationsHealthEndpointGroup(group,
					(member) -> !MIGRATIONS.isMember(member) && group.isMember(member));
			default -> group;
		};
	}

	@Override
	public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace webServerNamespace) {
		return (this.delegate instanceof AdditionalPathsMapper mapper)
				? mapper.getAdditionalPaths(endpointId, webServerNamespace) : null;
	}

}
