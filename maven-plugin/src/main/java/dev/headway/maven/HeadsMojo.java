package dev.headway.maven;

import org.apache.maven.plugins.annotations.Mojo;

/**
 * Lists the heads.
 */
@Mojo(name = "heads", requiresProject = false, threadSafe = true)
final class HeadsMojo extends AbstractCommandMojo {

}
