package dev.headway.script;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.revision.Version;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.text.Header;
import dev.headway.script.text.HeaderKey;
import dev.headway.script.text.HeaderProblem;

/**
 * A migration written in Java.
 *
 * @param className name of its class
 * @param version its version, {@code null} for a repeatable one
 * @param description what it does
 * @param revises the annotation on the class, if any
 * @param checksum its checksum, if it has one
 * @param failure why Flyway skips the class, {@code null} if it does not
 */
public record CodeMigration(String className, @Nullable String version, String description, @Nullable Revises revises,
		@Nullable Integer checksum, @Nullable String failure) {

	public CodeMigration(String className, @Nullable String version, String description, @Nullable Revises revises,
			@Nullable Integer checksum) {
		this(className, version, description, revises, checksum, null);
	}

	/**
	 * Create what takes the place of a class that cannot be instantiated.
	 * @param className name of the class
	 * @param failure why not
	 * @return a migration that is not part of the graph
	 */
	public static CodeMigration skipped(String className, String failure) {
		return new CodeMigration(className, null, "", null, null, failure);
	}

	Optional<UnresolvedScript> read(ScriptProblems problems, ScriptProblems warnings) {
		if (this.failure != null) {
			warnings.add(ProblemType.UNREADABLE, this.className, null,
					"Flyway skips this class because it cannot be instantiated (%s). Add what is missing to the class path, or remove the class from the location."
						.formatted(this.failure));
			return Optional.empty();
		}
		if (this.version == null) {
			return Optional.of(script(ScriptKind.REPEATABLE, null, Header.none()));
		}
		Version parsed = Version.parse(this.version).orElse(null);
		if (parsed == null) {
			problems.add(ProblemType.INVALID_NAME, this.className, null,
					"'%s' is not a version. Use digits separated by dots, such as 7 or 1.2.".formatted(this.version));
			return Optional.empty();
		}
		Header header = header();
		for (HeaderProblem problem : header.problems()) {
			problems.add(problem.type(), this.className, null, "in '@Revises', " + problem.message());
		}
		return Optional.of(script(ScriptKind.VERSIONED, parsed, header));
	}

	private Header header() {
		Map<HeaderKey, List<String>> values = new EnumMap<>(HeaderKey.class);
		if (this.revises != null) {
			values.put(HeaderKey.REVISES, List.of(this.revises.value()));
			values.put(HeaderKey.DEPENDS_ON, List.of(this.revises.dependsOn()));
			values.put(HeaderKey.BRANCH, List.of(this.revises.branch()));
			values.entrySet().removeIf((entry) -> entry.getKey() != HeaderKey.REVISES && entry.getValue().isEmpty());
		}
		return Header.of(values);
	}

	private UnresolvedScript script(ScriptKind kind, @Nullable Version parsed, Header header) {
		String id = (parsed != null) ? parsed.text() : this.className;
		Script script = new Script(kind, id, parsed, this.description, this.className, this.className, this.className,
				List.of(), false, List.of(), new LinkedHashSet<>(header.values(HeaderKey.BRANCH)), List.of(),
				this.checksum, List.of(), null);
		return new UnresolvedScript(script, header, true);
	}

}
