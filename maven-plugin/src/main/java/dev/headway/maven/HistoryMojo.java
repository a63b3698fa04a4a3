package dev.headway.maven;

import org.apache.maven.plugins.annotations.Mojo;

/**
 * Lists the revisions, newest first.
 */
@Mojo(name = "history", requiresProject = false, threadSafe = true)
final class HistoryMojo extends AbstractCommandMojo {

}
