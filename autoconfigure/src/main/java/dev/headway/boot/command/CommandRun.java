package dev.headway.boot.command;

import java.io.PrintStream;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import dev.headway.command.console.Console;
import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.command.console.ProcessConsole;

/**
 * The run of one command, from before the application context is made to its exit code.
 */
final class CommandRun {

	private final DbArguments arguments;

	private final Console console;

	private final ConsoleMigrationListener progress;

	CommandRun(DbArguments arguments, PrintStream out) {
		this.arguments = arguments;
		this.console = ProcessConsole.of(out, System.err);
		this.progress = new ConsoleMigrationListener(this.console);
	}

	/**
	 * Let the migration services tell their progress, and nothing else start.
	 */
	void prepare(ConfigurableListableBeanFactory beanFactory) {
		beanFactory.registerSingleton("dbCommandProgress", this.progress);
		beanFactory.registerSingleton("lifecycleProcessor", new IdleLifecycleProcessor());
	}

	/**
	 * Run the command in the finished context.
	 * @return the exit code
	 */
	int run(ConfigurableListableBeanFactory beanFactory) {
		ApplicationCommands commands = beanFactory.getBeanProvider(ApplicationCommands.class).getIfAvailable();
		if (commands == null) {
			this.console.err().println("FAILED: There is no Flyway in this application, or headway.enabled=false");
			this.console.err().flush();
			return 1;
		}
		return commands.run(this.arguments, this.console, this.progress);
	}

}
