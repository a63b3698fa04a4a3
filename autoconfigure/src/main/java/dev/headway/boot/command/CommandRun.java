package dev.headway.boot.command;

import java.io.PrintStream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

import dev.headway.boot.model.ModelComparison;
import dev.headway.command.DbCommands;
import dev.headway.command.console.Console;
import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.command.console.ProcessConsole;

/**
 * One run of the {@link ApplicationCommands}, from preparing the application context to
 * the exit code.
 */
final class CommandRun {

	private final DbArguments arguments;

	private final Console console;

	private final ConsoleMigrationListener progress;

	private @Nullable ModelComparison model;

	CommandRun(DbArguments arguments, PrintStream out, PrintStream err) {
		this.arguments = arguments;
		this.console = ProcessConsole.of(out, err);
		this.progress = new ConsoleMigrationListener(this.console);
	}

	/**
	 * Add the listener that reports progress, and start nothing but the command.
	 */
	void prepare(ConfigurableApplicationContext context) {
		context.getBeanFactory().registerSingleton("dbCommandProgress", this.progress);
		context.getBeanFactory()
			.registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new IdleLifecycleProcessor());
		context.addBeanFactoryPostProcessor(CommandRun::removeScheduling);
		this.model = ModelComparison.in(context.getBeanFactory());
	}

	private static void removeScheduling(ConfigurableListableBeanFactory beanFactory) {
		String processor = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;
		if (beanFactory instanceof BeanDefinitionRegistry registry && registry.containsBeanDefinition(processor)) {
			registry.removeBeanDefinition(processor);
		}
	}

	/**
	 * Run the command in the refreshed context and return the exit code.
	 */
	int run(ConfigurableListableBeanFactory beanFactory) {
		ApplicationCommands commands = beanFactory.getBeanProvider(ApplicationCommands.class).getIfAvailable();
		if (commands == null) {
			return fail("This application has no Flyway bean, or headway.enabled is 'false'.");
		}
		return commands.run(this.arguments, this.console, this.progress, this.model);
	}

	/**
	 * Report why there is no command to run, and return the exit code.
	 */
	int fail(String reason) {
		return DbCommands.refuse(this.console, 1, reason, this.arguments.command());
	}

	/**
	 * Starts no web server, message listener or scheduler.
	 */
	private static final class IdleLifecycleProcessor extends DefaultLifecycleProcessor {

		@Override
		public void onRefresh() {
		}

		@Override
		public void onClose() {
		}

	}

}
