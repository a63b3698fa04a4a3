package dev.headway.command.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.Yaml;

import dev.headway.command.GitClone;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the steps of a workflow as GitHub does: in a fresh checkout, with the variables of
 * an event. Actions do not run.
 */
final class Pipeline {

	private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ ([^}]+) }}");

	private static final String NONE = "0".repeat(40);

	private final Path remote;

	private final Path temporary;

	private final Map<?, ?> workflow;

	private final Map<String, String> variables = new HashMap<>();

	private final Map<String, String> expressions = new HashMap<>();

	private int checkouts;

	Pipeline(Path remote, Path workflow) throws IOException {
		this.remote = remote;
		this.temporary = remote.resolveSibling("");
		this.workflow = new Yaml().load(Files.readString(workflow));
	}

	/**
	 * Set an environment variable for all steps.
	 */
	Pipeline with(String variable, String value) {
		this.variables.put(variable, value);
		return this;
	}

	/**
	 * Set what an expression of the steps stands for.
	 */
	Pipeline where(String expression, String value) {
		this.expressions.put(expression, value);
		return this;
	}

	/**
	 * Run for a pull request.
	 * @return the outcome; no workflow runs if Git cannot merge it
	 */
	Outcome pullRequest(String branch, String target) {
		GitClone checkout = checkout();
		checkout.git("checkout", "-q", "--detach", "refs/remotes/origin/" + target);
		if (!merges(checkout, branch)) {
			return new Outcome("Git cannot merge it", "", Outcome.NOT_RUN);
		}
		return run(checkout,
				Map.of("github.event_name", "pull_request", "github.base_ref", target, "github.ref_name", "1/merge"));
	}

	/**
	 * Run for a pull request of a branch of another repository.
	 */
	Outcome pullRequestOfFork(Path fork, String branch, String target) {
		GitClone checkout = checkout();
		checkout.git("fetch", "-q", fork.toUri().toString(), branch + ":refs/remotes/origin/fork");
		checkout.git("checkout", "-q", "--detach", "refs/remotes/origin/" + target);
		assertThat(merges(checkout, "fork")).isTrue();
		return run(checkout,
				Map.of("github.event_name", "pull_request", "github.base_ref", target, "github.ref_name", "1/merge"));
	}

	/**
	 * Run for the last of some branches in a merge queue.
	 */
	Outcome mergeGroup(String target, String... branches) {
		GitClone checkout = checkout();
		checkout.git("checkout", "-q", "--detach", "refs/remotes/origin/" + target);
		String base = "";
		for (String branch : branches) {
			base = checkout.git("rev-parse", "HEAD").strip();
			if (!merges(checkout, branch)) {
				return new Outcome("Git cannot merge it", "", Outcome.NOT_RUN);
			}
		}
		return run(checkout, Map.of("github.event_name", "merge_group", "github.event.merge_group.base_sha", base,
				"github.ref_name", "gh-readonly-queue/%s/pr-1".formatted(target)));
	}

	/**
	 * Run for a push.
	 * @param before the commit that the branch had before, {@code null} for a new branch
	 */
	Outcome push(String branch, String before) {
		GitClone checkout = checkout();
		checkout.git("checkout", "-q", branch);
		return run(checkout,
				Map.of("github.event_name", "push", "github.event.before", before, "github.ref_name", branch));
	}

	/**
	 * Run for the first push of a branch.
	 */
	Outcome firstPush(String branch) {
		return push(branch, NONE);
	}

	private GitClone checkout() {
		return GitClone.of(this.remote, "runner " + this.checkouts++);
	}

	private static boolean merges(GitClone checkout, String branch) {
		try {
			checkout.git("merge", "-q", "--no-edit", "refs/remotes/origin/" + branch);
			return true;
		}
		catch (AssertionError ex) {
			return false;
		}
	}

	private Outcome run(GitClone checkout, Map<String, String> event) {
		try {
			Path runner = Files.createTempDirectory(this.temporary, "runner temp ");
			Path summary = runner.resolve("step summary");
			ProjectClone project = ProjectClone.of(checkout.path(), "db");
			StringBuilder output = new StringBuilder();
			int code = 0;
			for (Map<?, ?> step : steps("check")) {
				Object script = step.get("run");
				if (script != null && code == 0) {
					Map<String, String> environment = new HashMap<>(Map.of("RUNNER_TEMP", runner.toString(),
							"GITHUB_STEP_SUMMARY", summary.toString(), "CI", "true"));
					environment.putAll(this.variables);
					environment.putAll(environment(step, event));
					String printed = project.run(environment, "bash", "-e", "-c", script.toString());
					int end = printed.lastIndexOf("(exit ");
					output.append(printed, 0, end);
					code = Integer.parseInt(printed.substring(end + 6, printed.lastIndexOf(')')));
				}
			}
			return new Outcome(output.toString(), Files.exists(summary) ? Files.readString(summary) : "", code);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The steps of a job, or of an action.
	 */
	List<Map<?, ?>> steps(String job) {
		Object found = this.workflow.containsKey("jobs") ? at(this.workflow, "jobs", job, "steps")
				: at(this.workflow, "runs", "steps");
		List<Map<?, ?>> steps = new ArrayList<>();
		((List<?>) found).forEach((step) -> steps.add((Map<?, ?>) step));
		return steps;
	}

	/**
	 * What a YAML document has at keys and indexes.
	 */
	static Object at(Object document, Object... keys) {
		Object found = document;
		for (Object key : keys) {
			found = Objects.requireNonNull(
					(key instanceof Integer index) ? ((List<?>) found).get(index) : ((Map<?, ?>) found).get(key));
		}
		return found;
	}

	private Map<String, String> environment(Map<?, ?> step, Map<String, String> event) {
		Map<String, String> environment = new HashMap<>();
		if (step.get("env") instanceof Map<?, ?> own) {
			own.forEach((name, value) -> {
				String evaluated = EXPRESSION.matcher(value.toString())
					.replaceAll((found) -> Matcher.quoteReplacement(
							event.getOrDefault(found.group(1), this.expressions.getOrDefault(found.group(1), ""))));
				if (!name.equals("HEADWAY_REPOSITORY")) {
					environment.put(name.toString(), evaluated);
				}
			});
		}
		return environment;
	}

	/**
	 * What the steps left.
	 *
	 * @param output what they printed
	 * @param summary the summary of the job
	 * @param code the exit code of the last one
	 */
	record Outcome(String output, String summary, int code) {

		static final int NOT_RUN = -1;

	}

}
