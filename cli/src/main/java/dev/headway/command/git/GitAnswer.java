package dev.headway.command.git;

import java.nio.charset.StandardCharsets;

/**
 * What Git answered.
 */
final class GitAnswer {

	private final int code;

	private final byte[] output;

	private final String errors;

	GitAnswer(int code, byte[] output, String errors) {
		this.code = code;
		this.output = output;
		this.errors = errors;
	}

	boolean failed() {
		return this.code != 0;
	}

	byte[] output() {
		return this.output;
	}

	String text() {
		return new String(this.output, StandardCharsets.UTF_8);
	}

	/**
	 * The only line of the output, or nothing.
	 */
	String line() {
		return text().strip();
	}

	String errors() {
		return this.errors;
	}

}
