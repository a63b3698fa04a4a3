package dev.headway.boot.command;

import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * An application in which every part prints a line when it starts.
 */
@EnableScheduling
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { DataJpaRepositoriesAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		JooqAutoConfiguration.class })
public class DbCommandTestApplication {

	public static void main(String[] args) {
		SpringApplication.run(DbCommandTestApplication.class, args);
		say("main went on");
	}

	private static void say(String text) {
		System.out.println(text);
		System.err.println(text);
	}

	@Bean
	CommandLineRunner commandLineRunner() {
		return (args) -> say("a CommandLineRunner ran");
	}

	@Bean
	ApplicationRunner applicationRunner() {
		return (args) -> say("an ApplicationRunner ran");
	}

	/**
	 * Fails on request, as early as possible and without a message.
	 */
	@Bean
	static BeanFactoryPostProcessor failing(Environment environment) {
		return (beanFactory) -> {
			if (environment.getProperty("test.fails", Boolean.class, false)) {
				throw new UnsupportedOperationException();
			}
		};
	}

	@Bean
	Listening listening() {
		return new Listening();
	}

	@EventListener(ApplicationReadyEvent.class)
	void ready() {
		say("the application was ready");
	}

	@Scheduled(fixedRate = 1, timeUnit = TimeUnit.MILLISECONDS)
	void scheduled() {
		say("a scheduled method ran");
	}

	/**
	 * Stands for a message listener.
	 */
	static final class Listening implements SmartLifecycle {

		@Override
		public void start() {
			say("a listener started");
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

}
