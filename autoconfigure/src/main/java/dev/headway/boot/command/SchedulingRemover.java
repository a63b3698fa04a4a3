package dev.headway.boot.command;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Takes out what would run {@code @Scheduled} methods.
 */
final class SchedulingRemover implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		String processor = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;
		if (beanFactory instanceof BeanDefinitionRegistry registry && registry.containsBeanDefinition(processor)) {
			registry.removeBeanDefinition(processor);
		}
	}

}
