package dev.headway.boot.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.Assert;

/**
 * The {@link Flyway} beans of a bean factory and its ancestors. Only {@link #get} creates
 * a bean; the other methods can be called while one is still being created.
 */
final class FlywayBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	FlywayBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	Set<String> names() {
		return new LinkedHashSet<>(List
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, Flyway.class, false, false)));
	}

	/**
	 * Return a bean.
	 * @throws IllegalArgumentException if there is no such bean
	 */
	Flyway get(String name) {
		return get(name, names());
	}

	/**
	 * Return a bean.
	 * @throws IllegalArgumentException if there is no such bean; the message offers the
	 * given names
	 */
	Flyway get(String name, Set<String> offered) {
		Assert.isTrue(names().contains(name),
				() -> "'%s' is not a Flyway bean. Use one of %s.".formatted(name, String.join(", ", offered)));
		return this.beanFactory.getBean(name, Flyway.class);
	}

	/**
	 * The name of the bean that is injected by type, or {@code null} if there is no
	 * single or primary one.
	 */
	@Nullable String singleCandidate() {
		List<String> candidates = filter(names(), FlywayBeans::isCandidate);
		if (candidates.size() > 1) {
			List<String> primary = filter(candidates, BeanDefinition::isPrimary);
			candidates = primary.isEmpty() ? filter(candidates, Predicate.not(BeanDefinition::isFallback)) : primary;
		}
		return (candidates.size() == 1) ? candidates.get(0) : null;
	}

	/**
	 * The name of the bean that is the given instance, or {@code null} if it is not (yet)
	 * a bean.
	 */
	@Nullable String nameOf(Flyway flyway) {
		return names().stream().filter((name) -> created(name) == flyway).findFirst().orElse(null);
	}

	/**
	 * The bean of a name, or {@code null} if it is not created yet.
	 */
	@Nullable Flyway created(String name) {
		ConfigurableListableBeanFactory owner = this.beanFactory;
		while (!owner.containsLocalBean(name)
				&& owner.getParentBeanFactory() instanceof ConfigurableListableBeanFactory parent) {
			owner = parent;
		}
		return owner.containsSingleton(name) ? owner.getBean(name, Flyway.class) : null;
	}

	private List<String> filter(Collection<String> names, Predicate<BeanDefinition> condition) {
		return names.stream().filter((name) -> condition.test(definition(name))).toList();
	}

	private BeanDefinition definition(String name) {
		try {
			return this.beanFactory.getMergedBeanDefinition(name);
		}
		catch (NoSuchBeanDefinitionException ex) {
			return new RootBeanDefinition(Flyway.class);
		}
	}

	private static boolean isCandidate(BeanDefinition definition) {
		return definition.isAutowireCandidate()
				&& (!(definition instanceof AbstractBeanDefinition full) || full.isDefaultCandidate());
	}

}
