package dev.headway.command.check;

import java.util.List;

/**
 * The outcome of a check.
 *
 * @param revisions the number of revisions
 * @param heads the heads of the graph; those after a merge, if one was looked at
 * @param findings the problems, empty if there are none
 * @param remarks further remarks for people
 */
public record Report(int revisions, List<String> heads, List<Finding> findings, List<String> remarks) {

	public Report {
		heads = List.copyOf(heads);
		findings = List.copyOf(findings);
		remarks = List.copyOf(remarks);
	}

}
