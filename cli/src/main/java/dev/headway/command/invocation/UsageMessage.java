package dev.headway.command.invocation;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Says what is wrong with a command line. Where an option has a wrong value or none, it
 * says which ones are right, instead of what the parser could not convert it to.
 */
public final class UsageMessage {

	private UsageMessage() {
	}

	/**
	 * Describe a failure.
	 * @param failure what the parser says
	 * @return the message
	 */
	public static String of(ParameterException failure) {
		String message = message(failure);
		return (message != null) ? message : String.valueOf(failure.getMessage());
	}

	private static @Nullable String message(ParameterException failure) {
		if (failure.getArgSpec() instanceof OptionSpec option && failure.getValue() != null) {
			return wrong(option, failure.getValue());
		}
		if (failure instanceof MissingParameterException missing && missing.getMissing().size() == 1) {
			return missing(missing.getMissing().get(0));
		}
		return null;
	}

	private static @Nullable String wrong(OptionSpec option, String value) {
		Class<?> type = option.type();
		String name = option.longestName();
		if (type.isEnum()) {
			return "'%s' is not a value of '%s'. Use %s.".formatted(value, name, values(type));
		}
		if (type == boolean.class) {
			return "'%s' has no value, but '%s' is given. Write only '%s'.".formatted(name, value, name);
		}
		if (type == Charset.class) {
			return "'%s' is not an encoding for '%s'. Use one that Java knows, such as UTF-8 or ISO-8859-1."
				.formatted(value, name);
		}
		if (type == Duration.class) {
			return "'%s' is not a duration for '%s'. Use one such as 30s, 5m or 1h30m.".formatted(value, name);
		}
		return (type != Path.class) ? null
				: "'%s' is not a path for '%s'. If this locale does not have its characters, set LC_ALL=C.UTF-8."
					.formatted(value, name);
	}

	private static @Nullable String missing(ArgSpec missing) {
		return (missing instanceof OptionSpec option && option.type().isEnum())
				? "'%s' needs a value. Use %s.".formatted(option.longestName(), values(option.type())) : null;
	}

	private static String values(Class<?> type) {
		List<String> values = Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
			.map((value) -> value.toString().toLowerCase(Locale.ROOT))
			.toList();
		int last = values.size() - 1;
		return "%s or %s".formatted(String.join(", ", values.subList(0, last)), values.get(last));
	}

}
