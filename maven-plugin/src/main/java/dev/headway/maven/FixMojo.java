package dev.headway.maven;

import java.util.List;

import org.apache.maven.plugins.annotations.Mojo;

/**
 * Repairs what needs no judgment, and then checks: {@code db check --fix}.
 */
@Mojo(name = "fix", requiresProject = false, threadSafe = true)
final class FixMojo extends AbstractCommandMojo {

	@Override
	List<String> verb() {
		return List.of("check", "--fix");
	}

}
