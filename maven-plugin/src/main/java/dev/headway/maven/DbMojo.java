package dev.headway.maven;

import java.util.List;

import org.apache.maven.plugins.annotations.Mojo;

/**
 * Runs any {@code db} command that needs no database, with its verb in
 * {@code headway.args}.
 */
@Mojo(name = "db", requiresProject = false, threadSafe = true)
final class DbMojo extends AbstractCommandMojo {

	@Override
	List<String> verb() {
		return List.of();
	}

}
