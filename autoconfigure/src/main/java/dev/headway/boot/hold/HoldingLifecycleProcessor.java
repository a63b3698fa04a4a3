package dev.headway.boot.hold;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.PriorityOrdered;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.headway.boot.MigrationMonitor;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;

/**
 * Lifecycle processor that, if the database was blocked at startup, starts everything but
 * the {@link WorkConsumers}. It is also the first runner, and as such keeps the
 * application from calling the others and from being ready until another process has
 * brought the database to the head of this build. Then it starts what it held back.
 */
public final class HoldingLifecycleProcessor extends DefaultLifecycleProcessor
		implements ApplicationRunner, ApplicationListener<ContextClosedEvent>, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(HoldingLifecycleProcessor.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final ConfigurableApplicationContext context;

	private final Supplier<Set<String>> blocked;

	private final Supplier<MigrationMonitor> monitor;

	/**
	 * What was running already, and is to run again.
	 */
	private final List<Lifecycle> stopped = new CopyOnWriteArrayList<>();

	private volatile Set<String> reasons = Set.of();

	private volatile Predicate<Lifecycle> starts = (any) -> true;

	/**
	 * Create a processor.
	 * @param context the application context
	 * @param blocked the names of the {@code Flyway} beans whose databases were blocked
	 * @param monitor reads their state
	 */
	public HoldingLifecycleProcessor(ConfigurableApplicationContext context, Supplier<Set<String>> blocked,
			Supplier<MigrationMonitor> monitor) {
		this.context = context;
		this.blocked = blocked;
		this.monitor = monitor;
	}

	/**
	 * Before all other runners and listeners.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	protected Map<String, Lifecycle> getLifecycleBeans() {
		Map<String, Lifecycle> beans = super.getLifecycleBeans();
		beans.values().removeIf(this.starts.negate());
		return beans;
	}

	@Override
	public void onRefresh() {
		this.reasons = this.blocked.get();
		if (!this.reasons.isEmpty()) {
			hold();
		}
		super.onRefresh();
	}

	/**
	 * Wait until nothing is held anymore.
	 */
	@Override
	public void run(ApplicationArguments arguments) {
		if (!this.reasons.isEmpty()) {
			await();
			release();
		}
	}

	/**
	 * Discard the tasks that are held when the application is closed: the scheduler would
	 * run them on its way down.
	 */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.stopped.stream()
				.filter(ThreadPoolTaskScheduler.class::isInstance)
				.map(ThreadPoolTaskScheduler.class::cast)
				.forEach((scheduler) -> scheduler.getScheduledThreadPoolExecutor().shutdownNow());
		}
	}

	private void hold() {
		this.starts = WorkConsumers::include;
		Map<String, Lifecycle> held = getLifecycleBeans();
		this.starts = Predicate.not(WorkConsumers::include);
		held.values().stream().filter(Lifecycle::isRunning).forEach((bean) -> {
			bean.stop();
			this.stopped.add(bean);
		});
		ApplicationEventMulticaster events = events();
		schedulings().forEach((name, scheduling) -> {
			events.removeApplicationListener(scheduling);
			events.removeApplicationListenerBean(name);
		});
		List<String> names = Stream.concat(held.keySet().stream(), runners()).distinct().toList();
		logger.warn(
				"Not starting message listeners, schedulers, pollers and runners until the database is at the head of this build, because the migrations of %s.%s"
					.formatted(String.join(" and ", this.reasons.stream().map(this::reason).toList()),
							names.isEmpty() ? "" : " Held are: " + String.join(", ", names) + "."));
	}

	private String reason(String flyway) {
		MigrationStatus status = status(flyway);
		return "Flyway '%s' %s".formatted(flyway, (status != null) ? "are " + status : "cannot be read");
	}

	private @Nullable MigrationStatus status(String flyway) {
		MigrationState state = this.monitor.get().read(flyway).state();
		return (state != null) ? state.status() : null;
	}

	private boolean isAtHead(String flyway) {
		MigrationStatus status = status(flyway);
		return status == MigrationStatus.UP_TO_DATE || status == MigrationStatus.AHEAD;
	}

	private void await() {
		while (!this.context.isActive() || !this.reasons.stream().allMatch(this::isAtHead)) {
			if (Thread.currentThread().isInterrupted() || (!this.context.isActive() && !isShuttingDown())) {
				throw new AbandonedRunException(this.context);
			}
			pause();
		}
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Whether the process is about to end, so that there is no need to end this thread
	 * with an exception that everybody sees.
	 */
	private static boolean isShuttingDown() {
		Thread probe = new Thread(() -> {
		});
		try {
			Runtime.getRuntime().addShutdownHook(probe);
			Runtime.getRuntime().removeShutdownHook(probe);
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

	private void release() {
		this.stopped.forEach(Lifecycle::start);
		this.stopped.clear();
		this.starts = WorkConsumers::include;
		super.onRefresh();
		this.starts = (any) -> true;
		ApplicationEventMulticaster events = events();
		schedulings().values().forEach((scheduling) -> {
			events.addApplicationListener(scheduling);
			scheduling.onApplicationEvent(new ContextRefreshedEvent(this.context));
		});
		logger.info("The database is at the head of this build: starting what was held.");
	}

	/**
	 * These schedule all {@code @Scheduled} methods when the context has been refreshed.
	 * They are not scheduled before, because fixed rates would be caught up with.
	 */
	private Map<String, ScheduledAnnotationBeanPostProcessor> schedulings() {
		return this.context.getBeanFactory().getBeansOfType(ScheduledAnnotationBeanPostProcessor.class, false, false);
	}

	private Stream<String> runners() {
		return Stream.<Class<?>>of(ApplicationRunner.class, CommandLineRunner.class)
			.flatMap((type) -> Stream.of(this.context.getBeanFactory().getBeanNamesForType(type, true, false)))
			.filter((name) -> !name.equals(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME));
	}

	private ApplicationEventMulticaster events() {
		return this.context.getBeanFactory()
			.getBean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
					ApplicationEventMulticaster.class);
	}

}
