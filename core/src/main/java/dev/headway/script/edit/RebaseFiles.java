package dev.headway.script.edit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.headway.script.ParentRule;
import dev.headway.script.ScriptResource;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;
import dev.headway.script.name.FileNames;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.text.Header;
import dev.headway.script.text.HeaderEdit;
import dev.headway.script.text.HeaderKey;

/**
 * Makes the changes to files for a {@link RebasePlan} and its {@link Renumbering}: it
 * rewrites headers that name other parents or versions, and renames files. A file without
 * a header gets one only if it would otherwise have the wrong parent or be a problem.
 */
final class RebaseFiles {

	private final FolderContents contents;

	private final FileNames names;

	private final RebasePlan plan;

	private final Renumbering renumbering;

	RebaseFiles(FolderContents contents, RebasePlan plan, Renumbering renumbering) {
		this.contents = contents;
		this.names = contents.fileNames();
		this.plan = plan;
		this.renumbering = renumbering;
	}

	List<FileChange> changes() {
		Set<RebaseNode> newHeaders = newHeaders();
		List<FileChange> changes = new ArrayList<>();
		for (RebaseNode node : this.plan.graph().nodes()) {
			boolean newHeader = newHeaders.contains(node);
			if (newHeader || this.plan.parents().containsKey(node)
					|| node.parentsAndDependencies().anyMatch(this.renumbering::changes)) {
				rewrite(node, newHeader).ifPresent(changes::add);
			}
			if (this.renumbering.changes(node)) {
				rename(node, changes);
			}
		}
		return changes;
	}

	static Path requireFile(RebaseNode node) {
		ScriptResource resource = node.script().resource();
		if (resource == null) {
			throw new EditException(EditError.NOT_A_FILE,
					"%s is a Java migration, which only you can change. Change its version and parents in the class, or use 'db merge' instead."
						.formatted(node.name()));
		}
		return resource.file().orElseThrow();
	}

	private Set<RebaseNode> newHeaders() {
		ParentRule rule = this.contents.settings().parentRule();
		Set<RebaseNode> newHeaders = new HashSet<>();
		boolean afterHeader = rule == ParentRule.REQUIRED;
		List<RebaseNode> previous = List.of();
		for (RebaseNode node : this.plan.graph()
			.nodes()
			.stream()
			.sorted(Comparator.comparing(this.renumbering::version))
			.toList()) {
			boolean required = afterHeader && rule != ParentRule.IMPLICIT;
			if (node.script().parentsImplied() && (required || !previous.equals(this.plan.parentsOf(node)))) {
				newHeaders.add(node);
			}
			afterHeader |= !node.script().parentsImplied() || newHeaders.contains(node);
			previous = List.of(node);
		}
		return newHeaders;
	}

	private Optional<FileChange> rewrite(RebaseNode node, boolean newHeader) {
		Path file = requireFile(node);
		FileContent before = FolderContents.read(file, EditError.FILE_CHANGED);
		HeaderEdit edit = HeaderEdit.of(before.bytes()).replace(HeaderKey.DEPENDS_ON, this::renumber);
		if (newHeader || (this.plan.parents().containsKey(node) && !node.script().parentsImplied())) {
			List<String> ids = this.plan.parentsOf(node).stream().map(this::id).toList();
			edit = edit.write(HeaderKey.REVISES, ids.isEmpty() ? List.of(Header.BASE) : ids, comment(node.name()));
		}
		else {
			edit = edit.replace(HeaderKey.REVISES, this::renumber);
		}
		FileContent after = FileContent.of(edit.bytes());
		return before.equals(after) ? Optional.empty() : Optional.of(new FileChange.Rewrite(file, before, after));
	}

	private String comment(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		Stream<String> suffixes = this.contents.settings().naming().suffixes().stream();
		return suffixes.anyMatch((suffix) -> lowerCase.endsWith(suffix.toLowerCase(Locale.ROOT))) ? "--" : "#";
	}

	private String renumber(String reference) {
		return this.plan.graph().find(reference).filter(this.renumbering::changes).map(this::id).orElse(reference);
	}

	private String id(RebaseNode node) {
		return this.renumbering.version(node).text();
	}

	private void rename(RebaseNode node, List<FileChange> changes) {
		Path file = requireFile(node);
		String version = this.renumbering.written(node);
		rename(file, this.names.withVersion(ScriptKind.VERSIONED, node.name(), version), changes);
		for (MigrationFile undo : undos(node, file)) {
			rename(undo.path(), this.names.withVersion(ScriptKind.UNDO, undo.filename(), version), changes);
		}
	}

	private static void rename(Path from, String name, List<FileChange> changes) {
		changes.add(new FileChange.Rename(from, from.resolveSibling(name)));
		Path settings = from.resolveSibling(from.getFileName() + ".conf");
		if (Files.exists(settings)) {
			changes.add(new FileChange.Rename(settings, from.resolveSibling(name + ".conf")));
		}
	}

	/**
	 * Where several migrations share the version, an undo script belongs to the one with
	 * the same description, and of these to the one in the same folder.
	 */
	private List<MigrationFile> undos(RebaseNode node, Path file) {
		List<MigrationFile> undos = this.contents.files(ScriptKind.UNDO, node.version());
		if (this.contents.files(ScriptKind.VERSIONED, node.version()).size() == 1) {
			return undos;
		}
		String rest = this.names.rest(ScriptKind.VERSIONED, node.name());
		List<MigrationFile> named = undos.stream()
			.filter((undo) -> this.names.rest(ScriptKind.UNDO, undo.filename()).equals(rest))
			.toList();
		return (named.size() == 1) ? named
				: named.stream().filter((undo) -> Objects.equals(undo.path().getParent(), file.getParent())).toList();
	}

}
