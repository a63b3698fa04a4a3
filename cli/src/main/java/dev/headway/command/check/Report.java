package dev.headway.command.check;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import dev.headway.ProblemType;
import dev.headway.command.console.CommandName;
import dev.headway.command.invocation.ModelSource;

/**
 * The outcome of a check.
 *
 * @param revisions the number of revisions
 * @param heads the heads of the graph; those after a merge, if one was looked at
 * @param findings the problems, empty if there are none
 * @param remarks further remarks for people
 * @param graphs the revisions of each history and database
 * @param models what differs between the JPA model and each database, empty if they were
 * not compared
 */
public record Report(int revisions, List<String> heads, List<Finding> findings, List<String> remarks,
		List<ReportedRevisions> graphs, List<ModelSource.Changes> models) {

	public Report {
		heads = List.copyOf(heads);
		findings = List.copyOf(findings);
		remarks = List.copyOf(remarks);
		graphs = List.copyOf(graphs);
		models = List.copyOf(models);
	}

	/**
	 * What each finding is about: for a model that does not match, the comparison.
	 * @return the comparisons in the order of the findings, empty for other ones
	 */
	List<Optional<ModelSource.Changes>> comparisons() {
		Iterator<ModelSource.Changes> differences = differences().iterator();
		return this.findings.stream()
			.map((finding) -> (finding.type() == ProblemType.MODEL_MISMATCH && differences.hasNext())
					? Optional.of(differences.next()) : Optional.<ModelSource.Changes>empty())
			.toList();
	}

	/**
	 * The models that do not match.
	 */
	List<ModelSource.Changes> differences() {
		return this.models.stream().filter((model) -> !model.detected().isEmpty()).toList();
	}

	/**
	 * Name the commands as people call them.
	 * @param command how they call them
	 * @return the report for them
	 */
	public Report calling(CommandName command) {
		return new Report(this.revisions, this.heads,
				this.findings.stream().map((finding) -> finding.calling(command)).toList(),
				this.remarks.stream().map(command::in).toList(), this.graphs, this.models);
	}

	/**
	 * Make one report of several.
	 * @param reports the reports, one for each history
	 * @return a report with everything that is in them
	 */
	public static Report all(List<Report> reports) {
		return new Report(reports.stream().mapToInt(Report::revisions).sum(),
				reports.stream().flatMap((report) -> report.heads().stream()).toList(),
				reports.stream().flatMap((report) -> report.findings().stream()).toList(),
				reports.stream().flatMap((report) -> report.remarks().stream()).toList(),
				reports.stream().flatMap((report) -> report.graphs().stream()).toList(),
				reports.stream().flatMap((report) -> report.models().stream()).toList());
	}

}
