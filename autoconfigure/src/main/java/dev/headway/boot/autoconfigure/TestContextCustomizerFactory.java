package dev.headway.boot.autoconfigure;

import java.util.List;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Marks the application contexts of Spring's test support, including Boot's test slices,
 * for {@link ProblemVisibility}.
 */
final class TestContextCustomizerFactory implements ContextCustomizerFactory {

	/** The name of a bean that only test contexts have. */
	static final String MARKER = "headwayTestContext";

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return new Marking();
	}

	/**
	 * All are equal, so that contexts are cached as without it.
	 */
	private record Marking() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			context.getBeanFactory().registerSingleton(MARKER, this);
		}

	}

}
