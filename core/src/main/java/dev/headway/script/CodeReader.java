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
 * Reads migrations written in Java into drafts.
 */
final class CodeReader {

	private final ScriptProblems problems;

	CodeReader(ScriptProblems problems) {
		this.problems = problems;
	}

	Optional<UnresolvedScript> read(CodeMigration code) {
		String text = code.version();
		if (text == null) {
			return Optional.of(draft(code, ScriptKind.REPEATABLE, null, Header.none()));
		}
		Version version = Version.parse(text).orElse(null);
		if (version == null) {
			this.problems.add(ProblemType.INVALID_NAME, code.className(), null,
					"'%s' is not a version. Use digits separated by dots, such as 7 or 1.2.".formatted(text));
			return Optional.empty();
		}
		Header header = header(code.revises());
		for (HeaderProblem problem : header.problems()) {
			this.problems.add(problem.type(), code.className(), null, "in '@Revises', " + problem.message());
		}
		return Optional.of(draft(code, ScriptKind.VERSIONED, version, header));
	}

	private static Header header(@Nullable Revises revises) {
		Map<HeaderKey, List<String>> values = new EnumMap<>(HeaderKey.class);
		if (revises != null) {
			values.put(HeaderKey.REVISES, List.of(revises.value()));
			putUnlessEmpty(values, HeaderKey.DEPENDS_ON, revises.dependsOn());
			putUnlessEmpty(values, HeaderKey.BRANCH, revises.branch());
		}
		return Header.of(values);
	}

	private static void putUnlessEmpty(Map<HeaderKey, List<String>> values, HeaderKey key, String[] names) {
		if (names.length > 0) {
			values.put(key, List.of(names));
		}
	}

	private static UnresolvedScript draft(CodeMigration code, ScriptKind kind, @Nullable Version version,
			Header header) {
		String name = code.className();
		Script script = new Script(kind, version, code.description(), name, name, name, List.of(), false, List.of(),
				new LinkedHashSet<>(header.values(HeaderKey.BRANCH)), code.checksum(), List.of(), null);
		return new UnresolvedScript(script, header, true);
	}

}
