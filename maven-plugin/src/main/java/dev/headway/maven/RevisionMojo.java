package dev.headway.maven;

import java.util.List;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Creates the next revision.
 */
@Mojo(name = "revision", requiresProject = false, threadSafe = true)
final class RevisionMojo extends AbstractCommandMojo {

	/**
	 * Description; becomes part of the file name.
	 */
	@Parameter(property = "headway.message")
	private @Nullable String message;

	@Override
	List<String> verb() {
		return verb("--message", this.message);
	}

}
