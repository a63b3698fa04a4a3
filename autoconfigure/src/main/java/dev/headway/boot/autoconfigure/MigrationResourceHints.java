package dev.headway.boot.autoconfigure;

import java.util.List;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Registers the scripts of all locations on the class path for a native image. Boot
 * registers its default location only. The style and the script of the endpoint's page
 * are registered as well.
 */
final class MigrationResourceHints implements BeanFactoryInitializationAotProcessor {

	@Override
	public BeanFactoryInitializationAotContribution processAheadOfTime(ConfigurableListableBeanFactory beanFactory) {
		Environment environment = beanFactory.getBean(ConfigurableEnvironment.class);
		List<String> locations = Binder.get(environment)
			.bind("spring.flyway.locations", Bindable.listOf(String.class))
			.orElse(List.of());
		return (context, code) -> register(context.getRuntimeHints(), locations);
	}

	private static void register(RuntimeHints hints, List<String> locations) {
		hints.resources().registerPattern("dev/headway/graph/*");
		for (String location : locations) {
			int prefix = location.indexOf(':') + 1;
			if (prefix == 0 || location.startsWith("classpath:")) {
				String folder = location.substring(prefix).replace("{vendor}", "*").replaceAll("^/+|/+$", "");
				hints.resources().registerPattern(folder + "/**");
			}
		}
	}

}
