package dev.headway;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Identifies an error for programs. Implemented by enums.
 */
public interface ErrorCode {

	/**
	 * The name of the constant.
	 * @return the name, such as {@code MULTIPLE_HEADS}
	 */
	String name();

	/**
	 * The textual code, such as {@code MultipleHeads}.
	 * @return the name of the constant in camel case
	 */
	default String code() {
		return Stream.of(name().split("_"))
			.map((word) -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
			.collect(Collectors.joining());
	}

}
