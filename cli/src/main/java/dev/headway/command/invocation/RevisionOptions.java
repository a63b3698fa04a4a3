package dev.headway.command.invocation;

import java.util.LinkedHashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.headway.script.edit.RevisionRequest;
import dev.headway.script.edit.ScriptFolder;

/**
 * The options of verbs that create a revision.
 */
public final class RevisionOptions {

	@Option(names = "--head", paramLabel = "REVISION", description = "Parent; the only head by default. Repeatable.")
	private List<String> heads = List.of();

	@Option(names = "--branch", paramLabel = "LABEL", description = "Branch label. Repeatable.")
	private List<String> labels = List.of();

	@Option(names = "--depends-on", paramLabel = "REVISION",
			description = "Revision that must be applied first without being a parent. Repeatable.")
	private List<String> dependsOn = List.of();

	@Option(names = "--rev-id", paramLabel = "VERSION", description = "Version to use instead of the next one.")
	private @Nullable String version;

	@Mixin
	private final VersionOptions versions = new VersionOptions();

	public RevisionRequest request(String message, boolean splice) {
		return new RevisionRequest(message, this.heads, splice, this.dependsOn, new LinkedHashSet<>(this.labels),
				this.version);
	}

	public ScriptFolder folder(Invocation invocation) {
		return this.versions.folder(invocation);
	}

}
