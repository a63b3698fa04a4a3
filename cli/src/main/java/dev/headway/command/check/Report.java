package dev.headway.command.check;

import java.util.List;

/**
 * The outcome of a check.
 *
 * @param revisions how many revisions there are
 * @param heads the heads of the graph; those after a merge, if one was looked at
 * @param findings what is wrong, empty if all is well
 * @param remarks what else there is to say, for people
 */
public record Report(int revisions, List<String> heads, List<Finding> findings, List<String> remarks) {

	public Report {
		heads = List.copyOf(heads);
		findings = List.copyOf(findings);
		remarks = List.copyOf(remarks);
	}

}
