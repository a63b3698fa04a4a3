package dev.headway.boot.hold;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.Lifecycle;

/**
 * Recognizes beans that fetch work on their own: listener containers and their
 * registries, schedulers, and the endpoints of Spring Integration that poll or receive.
 * All others, such as web servers, executors and resources, are never held. Types are
 * compared by name, because most of them are rarely there.
 */
final class WorkConsumers {

	private static final Set<String> TYPES = Set.of("org.springframework.scheduling.TaskScheduler",
			"org.springframework.scheduling.quartz.SchedulerFactoryBean",
			"org.springframework.kafka.config.StreamsBuilderFactoryBean",
			"org.springframework.integration.endpoint.AbstractPollingEndpoint",
			"org.springframework.integration.endpoint.MessageProducerSupport",
			"org.springframework.integration.gateway.MessagingGatewaySupport");

	/** What Spring's projects call them: Kafka, JMS, AMQP, Pulsar, Redis and others. */
	private static final List<String> SUFFIXES = List.of("ListenerContainer", "ListenerContainerRegistry",
			"ListenerEndpointRegistry", "MessageEndpointManager");

	private WorkConsumers() {
	}

	static boolean include(Lifecycle bean) {
		Class<?> product = (bean instanceof FactoryBean<?> factory) ? factory.getObjectType() : null;
		return hierarchy(bean.getClass()).anyMatch(WorkConsumers::isOne)
				|| hierarchy(product).anyMatch(WorkConsumers::isOne);
	}

	private static boolean isOne(Class<?> type) {
		return TYPES.contains(type.getName()) || SUFFIXES.stream().anyMatch(type.getSimpleName()::endsWith);
	}

	private static Stream<Class<?>> hierarchy(@Nullable Class<?> type) {
		return (type != null) ? Stream
			.of(Stream.of(type), hierarchy(type.getSuperclass()),
					Stream.of(type.getInterfaces()).flatMap(WorkConsumers::hierarchy))
			.flatMap((types) -> types) : Stream.empty();
	}

}
