package dev.headway.maven;

import java.util.List;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Creates a revision that joins several heads.
 */
@Mojo(name = "merge", requiresProject = false, threadSafe = true)
final class MergeMojo extends AbstractCommandMojo {

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
