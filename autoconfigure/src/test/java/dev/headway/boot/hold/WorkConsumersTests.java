package dev.headway.boot.hold;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.BeanUtils;
import org.springframework.context.Lifecycle;
import org.springframework.integration.config.ConsumerEndpointFactoryBean;
import org.springframework.integration.config.SourcePollingChannelAdapterFactoryBean;
import org.springframework.integration.endpoint.SourcePollingChannelAdapter;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkConsumers}.
 */
class WorkConsumersTests {

	@ParameterizedTest
	@ValueSource(classes = { OwnListenerContainer.class, JmsListenerEndpointRegistry.class,
			ThreadPoolTaskScheduler.class, SimpleAsyncTaskScheduler.class, SchedulerFactoryBean.class,
			SourcePollingChannelAdapter.class, SourcePollingChannelAdapterFactoryBean.class })
	void includeWhenBeanFetchesWorkIsTrue(Class<? extends Lifecycle> type) {
		assertThat(WorkConsumers.include(BeanUtils.instantiateClass(type))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(classes = { ThreadPoolTaskExecutor.class, ConsumerEndpointFactoryBean.class, OwnLifecycle.class })
	void includeWhenBeanIsSomethingElseIsFalse(Class<? extends Lifecycle> type) {
		assertThat(WorkConsumers.include(BeanUtils.instantiateClass(type))).isFalse();
	}

	static class OwnLifecycle implements Lifecycle {

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

	static class OwnListenerContainer extends OwnLifecycle {

	}

}
