package dev.headway.command.invocation;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import dev.headway.script.HeadRule;
import dev.headway.script.ParentRule;
import dev.headway.script.Resolution;
import dev.headway.script.ScriptSettings;
import dev.headway.script.name.ScriptNaming;

/**
 * Options of every verb: where the migrations are and how they are named. They override
 * the {@link CommandContext}.
 */
public final class FileOptions {

	@Option(names = "--location", paramLabel = "DIR", split = ",", hideParamSyntax = true, scope = ScopeType.INHERIT,
			description = "Migrations folder, repeatable; by default, outside an application, src/main/resources/db/migration.")
	private List<String> locations = List.of();

	@Option(names = "--into", paramLabel = "DIR", scope = ScopeType.INHERIT,
			description = "Folder for new files; the first location by default.")
	private @Nullable Path into;

	@Option(names = "--vendor", paramLabel = "NAME", scope = ScopeType.INHERIT,
			description = "Database for {vendor} in locations.")
	private @Nullable String vendor;

	@Option(names = "--parents", paramLabel = "RULE", scope = ScopeType.INHERIT,
			description = "Parent without a header: auto, required or implicit.")
	private @Nullable ParentRule parents;

	@Option(names = "--heads", paramLabel = "RULE", scope = ScopeType.INHERIT,
			description = "Heads that are no conflict: one or one-per-branch.")
	private @Nullable HeadRule heads;

	@Option(names = "--resolve", paramLabel = "WAY", scope = ScopeType.INHERIT,
			description = "First advice on a conflict: auto, rebase or merge.")
	private @Nullable Resolution resolve;

	@Option(names = "--encoding", paramLabel = "NAME", scope = ScopeType.INHERIT,
			description = "Encoding of scripts, as in spring.flyway.encoding.")
	private @Nullable Charset encoding;

	@Option(names = "--prefix", paramLabel = "TEXT", scope = ScopeType.INHERIT,
			description = "Prefix of versioned migrations, V by default.")
	private @Nullable String prefix;

	@Option(names = "--undo-prefix", paramLabel = "TEXT", scope = ScopeType.INHERIT,
			description = "Prefix of undo scripts.")
	private @Nullable String undoPrefix;

	@Option(names = "--separator", paramLabel = "TEXT", scope = ScopeType.INHERIT,
			description = "Separator of version and description in names.")
	private @Nullable String separator;

	@Option(names = "--suffixes", paramLabel = "TEXT", split = ",", scope = ScopeType.INHERIT,
			description = "Suffixes of scripts, as in spring.flyway.sql-migration-suffixes.")
	private @Nullable List<String> suffixes;

	@Option(names = "--json", scope = ScopeType.INHERIT, arity = "0",
			description = "Print JSON, also if the command fails.")
	@SuppressWarnings("unused")
	private boolean json;

	/**
	 * The given locations, which still contain {@code {vendor}}.
	 */
	List<String> locations() {
		return this.locations;
	}

	@Nullable Path into() {
		return this.into;
	}

	@Nullable String vendor() {
		return this.vendor;
	}

	/**
	 * The settings that are given here, and for the rest those of the context.
	 */
	ScriptSettings settings(ScriptSettings context, boolean verifyContent) {
		ScriptNaming naming = context.naming();
		ScriptNaming given = new ScriptNaming(or(this.prefix, naming.versionedPrefix()), naming.repeatablePrefix(),
				naming.baselinePrefix(), or(this.undoPrefix, naming.undoPrefix()),
				or(this.separator, naming.separator()), or(this.suffixes, naming.suffixes()));
		return new ScriptSettings(given, or(this.encoding, context.encoding()), context.detectEncoding(),
				or(this.parents, context.parentRule()), true, context.validateNaming(), verifyContent,
				or(this.heads, context.headRule()), or(this.resolve, context.resolution()));
	}

	/**
	 * The options with which the commands have settings outside of an application.
	 * @param settings the settings
	 * @return words such as {@code --prefix=M}
	 */
	static List<String> of(ScriptSettings settings) {
		ScriptSettings standard = ScriptSettings.standard();
		Map<String, Function<ScriptSettings, Object>> options = new LinkedHashMap<>();
		options.put("--parents", ScriptSettings::parentRule);
		options.put("--heads", ScriptSettings::headRule);
		options.put("--resolve", ScriptSettings::resolution);
		options.put("--encoding", ScriptSettings::encoding);
		options.put("--prefix", (each) -> each.naming().versionedPrefix());
		options.put("--undo-prefix", (each) -> each.naming().undoPrefix());
		options.put("--separator", (each) -> each.naming().separator());
		options.put("--suffixes", (each) -> String.join(",", each.naming().suffixes()));
		return options.entrySet()
			.stream()
			.filter((option) -> !option.getValue().apply(settings).equals(option.getValue().apply(standard)))
			.map((option) -> option.getKey() + "=" + option.getValue().apply(settings))
			.toList();
	}

	private static <T> T or(@Nullable T given, T otherwise) {
		return (given != null) ? given : otherwise;
	}

}
