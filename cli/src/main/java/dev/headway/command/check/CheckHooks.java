package dev.headway.command.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import dev.headway.command.git.GitRepository;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;

/**
 * Creates the files with which Git, GitHub and GitLab run {@code db check}.
 */
public final class CheckHooks {

	private final GitRepository repository;

	private final Path top;

	private final String check;

	/**
	 * Create the files for a folder of migrations.
	 * @param folder the folder for new files
	 * @param locations the locations
	 * @param command how to call the commands at the top of the work tree
	 */
	public CheckHooks(Path folder, List<String> locations, String command) {
		Path existing = existing(folder.toAbsolutePath().normalize());
		this.repository = GitRepository.at(existing);
		this.top = this.repository.top();
		this.check = "%s check %s".formatted(command,
				locations.stream()
					.map((location) -> "--location " + quoted(fromTop(Path.of(location), existing)))
					.collect(Collectors.joining(" ")));
	}

	private String fromTop(Path location, Path existing) {
		Path relative = existing.relativize(location.toAbsolutePath().normalize());
		String path = this.top.relativize(real(existing).resolve(relative).normalize()).toString().replace('\\', '/');
		return path.isEmpty() ? "." : path;
	}

	public FileChange.Generate preCommit() {
		Path hooks = this.repository.hooks();
		return create(hooks, hooks.resolve("pre-commit"), List.of("#!/bin/sh",
				"# Written by 'db init --pre-commit': no commit with migrations in conflict.", "exec " + this.check),
				true);
	}

	public FileChange.Generate github() {
		return create(this.top.resolve(".github/workflows/migrations.yml"),
				List.of("# Written by 'db init --github': no merge that would leave migrations in conflict.",
						"name: Migrations", "", "on:", "  pull_request:", "", "permissions:", "  contents: read", "",
						"jobs:", "  check:", "    runs-on: ubuntu-latest", "    steps:",
						"      - uses: actions/checkout@v4", "        with:", "          fetch-depth: 0",
						"      - uses: actions/setup-java@v4", "        with:", "          distribution: temurin",
						"          java-version: 17",
						"      - run: " + this.check + " --against \"origin/$TARGET\" --format github", "        env:",
						"          TARGET: ${{ github.base_ref }}"));
	}

	public FileChange.Generate gitlab() {
		return create(this.top.resolve(".gitlab/migrations.yml"),
				List.of("# Written by 'db init --gitlab'. Include it in .gitlab-ci.yml:",
						"#   include: {local: .gitlab/migrations.yml}", "migrations:", "  image: eclipse-temurin:17",
						"  rules:", "    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"", "  variables:",
						"    GIT_DEPTH: 0", "    TARGET: $CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "  before_script:",
						"    - apt-get update -q && apt-get install -yq git",
						"    - git fetch origin \"+refs/heads/$TARGET:refs/remotes/origin/$TARGET\"", "  script:",
						"    - " + this.check + " --against \"origin/$TARGET\""));
	}

	private FileChange.Generate create(Path path, List<String> lines) {
		return create(this.top, path, lines, false);
	}

	private FileChange.Generate create(Path folder, Path path, List<String> lines, boolean executable) {
		Path shown = path.startsWith(this.top) ? this.top.relativize(path) : path;
		return new FileChange.Generate(folder, path, FileContent.of(lines), executable,
				shown.toString().replace('\\', '/'));
	}

	private static String quoted(String text) {
		return text.matches("[\\w./-]+") ? text : "'%s'".formatted(text.replace("'", "'\\''"));
	}

	private static Path existing(Path path) {
		Path parent = path.getParent();
		return (Files.isDirectory(path) || parent == null) ? path : existing(parent);
	}

	private static Path real(Path path) {
		try {
			return path.toRealPath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
