package dev.headway.maven;

import org.apache.maven.plugins.annotations.Mojo;

/**
 * Shows one revision in full.
 */
@Mojo(name = "show", requiresProject = false, threadSafe = true)
final class ShowMojo extends AbstractCommandMojo {

}
