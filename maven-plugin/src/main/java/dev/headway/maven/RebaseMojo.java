package dev.headway.maven;

import org.apache.maven.plugins.annotations.Mojo;

/**
 * Moves a branch on top of another head.
 */
@Mojo(name = "rebase", requiresProject = false, threadSafe = true)
final class RebaseMojo extends AbstractCommandMojo {

}
