package dev.headway;

/**
 * Identifies an error for programs. Implemented by enums.
 */
public interface ErrorCode {

	/**
	 * The name of the constant, such as {@code MULTIPLE_HEADS}.
	 * @return the name
	 */
	String name();

	/**
	 * The textual code, such as {@code MultipleHeads}.
	 * @return the name of the constant in camel case
	 */
	default String code() {
		StringBuilder code = new StringBuilder(name().length());
		for (int i = 0; i < name().length(); i++) {
			boolean first = i == 0 || name().charAt(i - 1) == '_';
			char letter = name().charAt(i);
			if (letter != '_') {
				code.append(first ? letter : Character.toLowerCase(letter));
			}
		}
		return code.toString();
	}

}
