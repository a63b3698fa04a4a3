package dev.headway.command.invocation;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.headway.script.edit.ScriptFolder;
import dev.headway.script.name.VersionStyle;

/**
 * The option of verbs that choose versions, and the folder in which they do.
 */
public final class VersionOptions {

	@Option(names = "--versions", paramLabel = "STYLE", description = "Style of new versions: sequential or timestamp.")
	private @Nullable VersionStyle style;

	public ScriptFolder folder(Invocation invocation) {
		return invocation.editedFolder().with(this.style, invocation.reserved());
	}

}
