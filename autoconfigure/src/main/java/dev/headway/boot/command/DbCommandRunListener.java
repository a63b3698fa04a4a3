package dev.headway.boot.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

import dev.headway.script.file.EditException;
import dev.headway.script.file.FileContent;

/**
 * Runs a {@code db} command instead of the application if the first argument is
 * {@code db}: no web server, runner, scheduler or message listener starts, beans are
 * created only if the command needs them, and the process ends with the exit code of the
 * command. What ahead-of-time processing generated is for the web application, so it is
 * not used.
 */
final class DbCommandRunListener implements SpringApplicationRunListener, Ordered {

	private static final String COMMANDS = "dev.headway.command.DbCommands";

	private static final Map<String, Object> SETTINGS = Map.of("spring.main.web-application-type", "none",
			"spring.main.lazy-initialization", "true", "spring.main.banner-mode", "off", "spring.main.log-startup-info",
			"false", "spring.main.keep-alive", "false", "headway.startup", "none", "spring.devtools.restart.enabled",
			"false");

	private final SpringApplication application;

	private final @Nullable DbArguments arguments;

	private @Nullable CommandRun run;

	DbCommandRunListener(SpringApplication application, String[] args) {
		this.application = application;
		this.arguments = ClassUtils.isPresent(COMMANDS, getClass().getClassLoader()) ? DbArguments.parse(args) : null;
	}

	/**
	 * Before the listener that publishes Boot's events.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void starting(ConfigurableBootstrapContext bootstrapContext) {
		if (this.arguments == null) {
			return;
		}
		System.setProperty("spring.devtools.restart.enabled", "false");
		SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
		this.application.setWebApplicationType(WebApplicationType.NONE);
		this.run = new CommandRun(this.arguments, System.out, System.err);
		System.setOut(this.arguments.log() ? System.err : new PrintStream(OutputStream.nullOutputStream()));
	}

	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		if (this.arguments != null) {
			environment.getPropertySources().addFirst(new MapPropertySource("headwayDbCommand", SETTINGS));
			if (this.arguments.isFor("migrate")) {
				environment.getPropertySources()
					.addFirst(new MapPropertySource("headwayMigrateCommand", Map.of("spring.sql.init.mode", "never")));
			}
		}
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		if (this.run != null) {
			this.run.prepare(context);
		}
	}

	@Override
	public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		if (this.run != null) {
			int code = this.run.run(context.getBeanFactory());
			context.close();
			exit(code);
		}
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		if (this.arguments != null && this.run != null) {
			int code = this.run.fail("The application failed to start: " + reason(exception) + System.lineSeparator()
					+ (this.arguments.log() ? "See its log above." : "Run again with --log to see its log."));
			exit(code);
		}
	}

	/**
	 * Exit. The script that {@code db init} writes gets the code in a file, because
	 * Maven, which it runs, exits with a code of its own.
	 */
	private static void exit(int code) {
		String file = System.getenv("HEADWAY_EXIT_CODE_FILE");
		if (file == null || file.isEmpty()) {
			System.exit(code);
		}
		try {
			FileContent.of(String.valueOf(code).getBytes(StandardCharsets.UTF_8)).appendTo(Path.of(file));
			System.exit(0);
		}
		catch (IOException | EditException | InvalidPathException ex) {
			System.exit(code);
		}
	}

	private static String reason(Throwable exception) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(exception);
		return (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getName();
	}

}
