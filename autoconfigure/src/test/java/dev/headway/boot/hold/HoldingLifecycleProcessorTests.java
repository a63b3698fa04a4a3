package dev.headway.boot.hold;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.JobDetail;
import org.quartz.TriggerBuilder;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.integration.annotation.InboundChannelAdapter;
import org.springframework.integration.annotation.Poller;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.quartz.MethodInvokingJobDetailFactoryBean;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.headway.boot.AbstractWebTests;
import dev.headway.boot.WebApplication;
import dev.headway.boot.WebApplication.HeldRun;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HoldingLifecycleProcessor} with web applications that work.
 */
@ExtendWith(OutputCaptureExtension.class)
class HoldingLifecycleProcessorTests extends AbstractWebTests {

	private static final String[] WAITING = { "headway.startup=validate", "headway.refresh-interval=0s" };

	@Test
	void runWhenPendingHoldsWorkUntilAnotherProcessUpgrades(CapturedOutput output) {
		this.migrations.withMerge();
		try (HeldRun held = WebApplication.startHeld(this.database, this.migrations, Work.class, WAITING)) {
			WebApplication application = held.application();
			Work work = application.context().getBean(Work.class);
			assertThat(application.get("/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(application.get("/async").body()).startsWith("task-");
			assertThat(application.get("/actuator/scheduledtasks").body()).contains("Work.scheduled")
				.doesNotContain("nextExecution");
			assertThat(work.done).containsExactly("own lifecycle");
			assertThat(output).containsOnlyOnce("Not starting")
				.contains("because the migrations of Flyway 'flyway' are PENDING. Held are: ", "taskScheduler",
						"quartzScheduler", "first, last.");
			assertThat(held.run()).isNotDone();
			Flyway.configure().dataSource(this.database.pool()).locations(this.migrations.location()).load().migrate();
			assertThat(held.run()).succeedsWithin(Duration.ofSeconds(30));
			Awaitility.await()
				.untilAsserted(() -> assertThat(work.done).containsExactlyInAnyOrder("own lifecycle", "scheduled",
						"task", "quartz", "integration", "first", "last", "ready"));
			assertThat(application.get("/actuator/health/readiness").status()).isEqualTo(200);
			assertThat(application.get("/actuator/scheduledtasks").body()).contains("Work.scheduled", "nextExecution");
			assertThat(output).containsOnlyOnce("starting what was held");
		}
	}

	/**
	 * A scheduler that is to wait for its tasks when it is closed runs all of them.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void closeWhenHeldAbandonsTheRunAndItsTasks(boolean awaitsTasks) {
		this.migrations.withConflict();
		HeldRun held = WebApplication.startHeld(this.database, this.migrations, Work.class, WAITING[0], WAITING[1],
				"spring.task.scheduling.shutdown.await-termination=" + awaitsTasks);
		Work work = held.application().context().getBean(Work.class);
		ThreadPoolTaskScheduler scheduler = held.application().context().getBean(ThreadPoolTaskScheduler.class);
		Awaitility.await().until(() -> scheduler.getActiveCount() > 0);
		ScheduledThreadPoolExecutor executor = scheduler.getScheduledThreadPoolExecutor();
		held.close();
		assertThat(held.run()).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(AbandonedRunException.class);
		Awaitility.await().until(executor::isTerminated);
		assertThat(work.done).containsExactly("own lifecycle");
	}

	@Test
	void runWhenApplicationHasOwnLifecycleProcessorHoldsNothingAndWarns(CapturedOutput output) {
		this.migrations.withConflict();
		try (HeldRun held = WebApplication.startHeld(this.database, this.migrations, OwnProcessor.class)) {
			assertThat(held.run()).succeedsWithin(Duration.ofSeconds(30));
			assertThat(output).containsOnlyOnce(
					"Listeners, schedulers and runners are not held back: the application has its own bean 'lifecycleProcessor'.");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	@EnableIntegration
	@RestController
	@Import(WebApplication.Application.class)
	static class Work {

		private final Set<String> done = ConcurrentHashMap.newKeySet();

		@Bean
		CommandLineRunner last() {
			return (arguments) -> this.done.add("last");
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ApplicationRunner first() {
			return (arguments) -> this.done.add("first");
		}

		@Bean
		MethodInvokingJobDetailFactoryBean job() {
			MethodInvokingJobDetailFactoryBean job = new MethodInvokingJobDetailFactoryBean();
			job.setTargetObject(this.done);
			job.setTargetMethod("add");
			job.setArguments("quartz");
			return job;
		}

		@Bean
		SchedulerFactoryBean quartzScheduler(JobDetail job) {
			SchedulerFactoryBean scheduler = new SchedulerFactoryBean();
			scheduler.setJobDetails(job);
			scheduler.setTriggers(TriggerBuilder.newTrigger().forJob(job).build());
			return scheduler;
		}

		@Bean
		SmartLifecycle ownLifecycle(ThreadPoolTaskScheduler taskScheduler) {
			return new SmartLifecycle() {

				@Override
				public void start() {
					Work.this.done.add("own lifecycle");
					taskScheduler.execute(() -> Work.this.done.add("task"));
				}

				@Override
				public void stop() {
				}

				@Override
				public boolean isRunning() {
					return false;
				}

			};
		}

		@Scheduled(fixedRateString = "1h")
		void scheduled() {
			this.done.add("scheduled");
		}

		@InboundChannelAdapter(channel = "work", poller = @Poller(fixedDelay = "1"))
		String message() {
			return "integration";
		}

		@ServiceActivator(inputChannel = "work")
		void receive(String message) {
			this.done.add(message);
		}

		@EventListener(ApplicationReadyEvent.class)
		void ready() {
			this.done.add("ready");
		}

		@GetMapping("/async")
		Callable<String> async() {
			return () -> Thread.currentThread().getName();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WebApplication.Application.class)
	static class OwnProcessor {

		@Bean
		DefaultLifecycleProcessor lifecycleProcessor() {
			return new DefaultLifecycleProcessor();
		}

	}

}
