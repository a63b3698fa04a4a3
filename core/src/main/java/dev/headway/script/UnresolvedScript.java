package dev.headway.script;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;
import dev.headway.script.text.Header;
import dev.headway.script.text.HeaderKey;
import dev.headway.script.text.HeaderLine;

/**
 * A script as read, before its place in the graph is known.
 *
 * @param script the script, its parents and dependencies still open
 * @param header its header
 * @param legible whether a missing header is known to be missing
 */
record UnresolvedScript(Script script, Header header, boolean legible) {

	Version version() {
		return this.script.requireVersion();
	}

	String name() {
		return this.script.name();
	}

	/**
	 * Return whether the script is a file, which {@code db rebase} can rename; else it is
	 * a class.
	 */
	boolean isFile() {
		return this.script.resource() != null;
	}

	@Nullable Integer line(HeaderKey key) {
		HeaderLine line = this.header.line(key);
		return (line != null) ? line.line() : null;
	}

	/**
	 * Return how the script would say what it revises.
	 * @param parent the parent it should have
	 * @return the comment or annotation to write
	 */
	String revising(String parent) {
		return isFile() ? "'-- revises: %s'".formatted(parent) : "'@Revises(\"%s\")'".formatted(parent);
	}

}
