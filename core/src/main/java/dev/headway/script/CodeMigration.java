package dev.headway.script;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.ShortList;
import dev.headway.revision.Version;
import dev.headway.script.code.CodeFile;
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
 * @param header what it says about its parents
 * @param checksum its checksum, if it has one
 * @param failure why Flyway skips the class, {@code null} if it does not
 */
public record CodeMigration(String className, @Nullable String version, String description, Header header,
		@Nullable Integer checksum, @Nullable String failure) {

	public CodeMigration(String className, @Nullable String version, String description, @Nullable Revises revises,
			@Nullable Integer checksum) {
		this(className, version, description, (revises != null) ? header(revises) : Header.none(), checksum, null);
	}

	static CodeMigration of(CodeFile file) {
		String revises = Revises.class.getName();
		Header header = !file.has(revises) ? Header.none() : header(file.values(revises, "value"),
				file.values(revises, "dependsOn"), file.values(revises, "branch"));
		Version version = file.name().version();
		return new CodeMigration(file.className(), (version != null) ? version.text() : null, file.name().description(),
				header, null, null);
	}

	/**
	 * Return the same migration with the parents that it declares itself.
	 * @param revising the migration
	 * @return the migration without its annotation
	 */
	public CodeMigration with(RevisingMigration revising) {
		return new CodeMigration(this.className, this.version, this.description,
				header(revising.revises(), revising.dependsOn(), revising.branch()), this.checksum, this.failure);
	}

	/**
	 * Create what takes the place of a class that cannot be instantiated.
	 * @param className name of the class
	 * @param failure why not
	 * @return a migration that is not part of the graph
	 */
	public static CodeMigration skipped(String className, String failure) {
		return new CodeMigration(className, null, "", Header.none(), null, failure);
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
					"'%s' is not a version. Use digits separated by dots, such as 7 or 1.2."
						.formatted(ShortList.text(this.version)));
			return Optional.empty();
		}
		for (HeaderProblem problem : this.header.problems()) {
			problems.add(problem.type(), this.className, null, "in '@Revises', " + problem.message());
		}
		return Optional.of(script(ScriptKind.VERSIONED, parsed, this.header));
	}

	private static Header header(Revises revises) {
		return header(List.of(revises.value()), List.of(revises.dependsOn()), List.of(revises.branch()));
	}

	private static Header header(List<String> revises, List<String> dependsOn, List<String> branch) {
		Map<HeaderKey, List<String>> values = new EnumMap<>(
				Map.of(HeaderKey.REVISES, revises, HeaderKey.DEPENDS_ON, dependsOn, HeaderKey.BRANCH, branch));
		values.entrySet().removeIf((entry) -> entry.getKey() != HeaderKey.REVISES && entry.getValue().isEmpty());
		return Header.of(values);
	}

	private UnresolvedScript script(ScriptKind kind, @Nullable Version parsed, Header header) {
		String id = (parsed != null) ? parsed.text() : this.className;
		Script script = new Script(kind, id, parsed, this.description, this.className, this.className, this.className,
				List.of(), false, List.of(), new LinkedHashSet<>(header.values(HeaderKey.BRANCH)), List.of(), null,
				this.checksum, List.of(), null);
		return new UnresolvedScript(script, header, true);
	}

}
