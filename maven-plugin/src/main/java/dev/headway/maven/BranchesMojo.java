package dev.headway.maven;

import org.apache.maven.plugins.annotations.Mojo;

/**
 * Lists the branch points.
 */
@Mojo(name = "branches", requiresProject = false, threadSafe = true)
final class BranchesMojo extends AbstractCommandMojo {

}
