package dev.headway.boot.health;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

/**
 * Tests for {@link MigrationsHealthEndpointGroupsPostProcessor}.
 */
class MigrationsHealthEndpointGroupsPostProcessorTests {

	private final HealthEndpointGroup primary = group((name) -> true);

	@Test
	void readinessHasMigrationsAndItsOwnMembers() {
		HealthEndpointGroup readiness = readiness("readinessState"::equals, Set.of());
		assertThat(readiness.isMember("migrations")).isTrue();
		assertThat(readiness.isMember("migrations/orders")).isTrue();
		assertThat(readiness.isMember("readinessState")).isTrue();
		assertThat(readiness.isMember("db")).isFalse();
		assertThat(readiness.isMember("migrationsOfSomethingElse")).isFalse();
	}

	@Test
	void readinessWhenApplicationExcludesMigrationsHasNone() {
		HealthEndpointGroup readiness = readiness("readinessState"::equals, Set.of("migrations"));
		assertThat(readiness.isMember("migrations")).isFalse();
		assertThat(readiness.isMember("migrations/orders")).isFalse();
		assertThat(readiness.isMember("readinessState")).isTrue();
	}

	@Test
	void readinessWhenApplicationExcludesOneHistoryHasTheOthers() {
		HealthEndpointGroup readiness = readiness("readinessState"::equals, Set.of("migrations/orders"));
		assertThat(readiness.isMember("migrations/orders")).isFalse();
		assertThat(readiness.isMember("migrations/users")).isTrue();
	}

	@Test
	void livenessNeverHasMigrations() {
		HealthEndpointGroup liveness = get("liveness", (name) -> true, Set.of());
		assertThat(liveness.isMember("migrations")).isFalse();
		assertThat(liveness.isMember("migrations/orders")).isFalse();
		assertThat(liveness.isMember("livenessState")).isTrue();
	}

	@Test
	void otherGroupsStayTheSame() {
		HealthEndpointGroup custom = group((name) -> false);
		HealthEndpointGroups groups = process(HealthEndpointGroups.of(this.primary, Map.of("custom", custom)),
				Set.of());
		assertThat(groups.get("custom")).isSameAs(custom);
		assertThat(groups.getPrimary()).isSameAs(this.primary);
		assertThat(groups.getNames()).containsExactly("custom");
	}

	@Test
	void missingReadinessStaysMissing() {
		HealthEndpointGroups groups = process(HealthEndpointGroups.of(this.primary, Map.of()), Set.of());
		assertThat(groups.get("readiness")).isNull();
		assertThat(groups.get("liveness")).isNull();
	}

	@Test
	void additionalPathsStayTheSame() {
		HealthEndpointGroups delegate = mock(HealthEndpointGroups.class,
				withSettings().extraInterfaces(AdditionalPathsMapper.class));
		EndpointId health = EndpointId.of("health");
		given(((AdditionalPathsMapper) delegate).getAdditionalPaths(health, WebServerNamespace.SERVER))
			.willReturn(List.of("/readyz"));
		AdditionalPathsMapper paths = (AdditionalPathsMapper) process(delegate, Set.of());
		assertThat(paths.getAdditionalPaths(health, WebServerNamespace.SERVER)).containsExactly("/readyz");
	}

	@Test
	void additionalPathsWhenThereAreNoneAreMissing() {
		AdditionalPathsMapper paths = (AdditionalPathsMapper) process(HealthEndpointGroups.of(this.primary, Map.of()),
				Set.of());
		assertThat(paths.getAdditionalPaths(EndpointId.of("health"), WebServerNamespace.SERVER)).isNull();
	}

	private HealthEndpointGroup readiness(Predicate<String> members, Set<String> excludes) {
		return get("readiness", members, excludes);
	}

	private HealthEndpointGroup get(String name, Predicate<String> members, Set<String> excludes) {
		HealthEndpointGroups groups = process(HealthEndpointGroups.of(this.primary, Map.of(name, group(members))),
				excludes);
		return Objects.requireNonNull(groups.get(name));
	}

	private static HealthEndpointGroups process(HealthEndpointGroups groups, Set<String> excludes) {
		return new MigrationsHealthEndpointGroupsPostProcessor(excludes).postProcessHealthEndpointGroups(groups);
	}

	private static HealthEndpointGroup group(Predicate<String> members) {
		HealthEndpointGroup group = mock(HealthEndpointGroup.class);
		given(group.isMember(anyString())).willAnswer((call) -> members.test(call.getArgument(0)));
		return group;
	}

}
