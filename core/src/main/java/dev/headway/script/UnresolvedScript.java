package dev.headway.script;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;
import dev.headway.script.text.Header;
import dev.headway.script.text.HeaderKey;

/**
 * A {@link Script} that was read but has no parents and dependencies yet.
 *
 * @param script the script
 * @param header its header
 * @param legible whether a header would have been found
 */
record UnresolvedScript(Script script, Header header, boolean legible) {

	UnresolvedScript withId(String id) {
		return new UnresolvedScript(this.script.withId(id), this.header, this.legible);
	}

	/**
	 * The same migration, found in a file.
	 */
	UnresolvedScript in(ScriptResource file) {
		Script found = new Script(this.script.kind(), this.script.id(), this.script.version(),
				this.script.description(), this.script.name(), file.relativePath(), file.path(), List.of(), false,
				List.of(), this.script.labels(), this.script.replaces(), this.script.lockTimeout(),
				this.script.checksum(), List.of(), file);
		return new UnresolvedScript(found, this.header, this.legible);
	}

	Version version() {
		return this.script.requireVersion();
	}

	String name() {
		return this.script.name();
	}

	/**
	 * Whether the script is a file, which {@code db rebase} can rename, or a class.
	 */
	boolean isFile() {
		return !this.script.isCode();
	}

	@Nullable Integer line(HeaderKey key) {
		Header.Line line = this.header.line(key);
		return (line != null) ? line.number() : null;
	}

	/**
	 * The comment or annotation that declares a parent in this script.
	 */
	String revising(String parent) {
		return isFile() ? "'-- revises: %s'".formatted(parent) : "'@Revises(\"%s\")'".formatted(parent);
	}

}
