package dev.headway.boot.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The histories of an application to which nothing was applied at startup. They are kept
 * with a bean definition, because a failed startup destroys the beans before it is
 * analyzed.
 */
final class BlockedHistories {

	private static final String BEAN = "headwayMigrationStrategy";

	private static final String ATTRIBUTE = BlockedHistories.class.getName();

	private final ConfigurableListableBeanFactory beanFactory;

	BlockedHistories(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	void add(MigrationReport report) {
		definition().setAttribute(ATTRIBUTE, Stream.concat(reports().stream(), Stream.of(report)).toList());
	}

	@SuppressWarnings("unchecked")
	List<MigrationReport> reports() {
		Object reports = this.beanFactory.containsBeanDefinition(BEAN) ? definition().getAttribute(ATTRIBUTE) : null;
		return (reports != null) ? (List<MigrationReport>) reports : List.of();
	}

	/**
	 * The names of the {@code Flyway} beans of these histories.
	 */
	Set<String> names() {
		Set<String> names = new FlywayBeans(this.beanFactory).names();
		return reports().stream()
			.map(MigrationReport::flyway)
			.filter(names::contains)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private BeanDefinition definition() {
		return this.beanFactory.getBeanDefinition(BEAN);
	}

}
