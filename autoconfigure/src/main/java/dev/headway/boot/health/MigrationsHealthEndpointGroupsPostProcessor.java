package dev.headway.boot.health;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/**
 * {@link HealthEndpointGroupsPostProcessor} that adds the {@code migrations} contributor
 * to the readiness group, unless the application excludes it there, and removes it from
 * the liveness group, because a restart does not fix a migration. Does not create groups.
 */
public final class MigrationsHealthEndpointGroupsPostProcessor implements HealthEndpointGroupsPostProcessor {

	private final Set<String> excludes;

	/**
	 * Create a post-processor.
	 * @param excludes the contributors that the application excludes from its readiness
	 * group
	 */
	public MigrationsHealthEndpointGroupsPostProcessor(Set<String> excludes) {
		this.excludes = Set.copyOf(excludes);
	}

	@Override
	public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
		return new MigrationsGroups(groups, this.excludes);
	}

	private static final class MigrationsGroups implements HealthEndpointGroups, AdditionalPathsMapper {

		private final HealthEndpointGroups delegate;

		private final Set<String> excludes;

		MigrationsGroups(HealthEndpointGroups delegate, Set<String> excludes) {
			this.delegate = delegate;
			this.excludes = excludes;
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
				case "readiness" -> new MigrationsGroup(group,
						(member) -> (isMigrations(member) && !isExcluded(member)) || group.isMember(member));
				case "liveness" ->
					new MigrationsGroup(group, (member) -> !isMigrations(member) && group.isMember(member));
				default -> group;
			};
		}

		private boolean isExcluded(String member) {
			return this.excludes.contains("*") || isOneOf(this.excludes, member);
		}

		private static boolean isMigrations(String member) {
			return isOneOf(Set.of("migrations"), member);
		}

		/**
		 * Check whether a member, or a composite that it is part of, has one of the
		 * names: the rule of Boot 4.1's {@code HealthContributorMembership}, which 4.0
		 * has not.
		 */
		private static boolean isOneOf(Set<String> names, String member) {
			int slash = member.lastIndexOf('/');
			return names.contains(member) || (slash > 0 && isOneOf(names, member.substring(0, slash)));
		}

		@Override
		public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace webServerNamespace) {
			return (this.delegate instanceof AdditionalPathsMapper mapper)
					? mapper.getAdditionalPaths(endpointId, webServerNamespace) : null;
		}

	}

	/**
	 * A group with other members, and otherwise the same.
	 */
	private static final class MigrationsGroup implements HealthEndpointGroup {

		private final HealthEndpointGroup group;

		private final Predicate<String> members;

		MigrationsGroup(HealthEndpointGroup group, Predicate<String> members) {
			this.group = group;
			this.members = members;
		}

		@Override
		public boolean isMember(String name) {
			return this.members.test(name);
		}

		@Override
		public boolean showComponents(SecurityContext securityContext) {
			return this.group.showComponents(securityContext);
		}

		@Override
		public boolean showDetails(SecurityContext securityContext) {
			return this.group.showDetails(securityContext);
		}

		@Override
		public StatusAggregator getStatusAggregator() {
			return this.group.getStatusAggregator();
		}

		@Override
		public HttpCodeStatusMapper getHttpCodeStatusMapper() {
			return this.group.getHttpCodeStatusMapper();
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return this.group.getAdditionalPath();
		}

	}

}
