package dev.headway.boot.autoconfigure;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.env.Environment;

/**
 * Whether anybody would notice that an application started although its migrations could
 * not be applied, and its work could be held back. If not, {@code headway.on-problem}
 * defaults to {@code fail}.
 */
final class ProblemVisibility {

	/** The name of a bean that only applications in a servlet container have. */
	static final String WAR = "headwayWarDeployment";

	private final BeanFactory beanFactory;

	private final Environment environment;

	ProblemVisibility(BeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	/**
	 * Why nobody would notice, or {@code null} if the health endpoint reports it. Creates
	 * no beans.
	 */
	@Nullable String obstacle() {
		if (hasAny(TestContextCustomizerFactory.MARKER)) {
			return "this is a test";
		}
		if (hasAny(WAR)) {
			return "it is deployed as a WAR file, so its work cannot be held back,";
		}
		if (!hasAny("migrationsHealthContributor", "migrationsHealthIndicator")) {
			return "it has no 'migrations' health indicator";
		}
		if (!hasAny("healthEndpointWebExtension", "reactiveHealthEndpointWebExtension") || isPortDisabled()) {
			return "its health endpoint is not exposed over HTTP";
		}
		return null;
	}

	private boolean hasAny(String... names) {
		return Stream.of(names).anyMatch(this.beanFactory::containsBean);
	}

	private boolean isPortDisabled() {
		Integer port = this.environment.getProperty("management.server.port", Integer.class,
				this.environment.getProperty("server.port", Integer.class, 0));
		return port < 0;
	}

}
