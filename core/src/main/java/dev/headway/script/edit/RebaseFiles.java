package dev.headway.script.edit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.headway.revision.Version;
import dev.headway.script.ParentRule;
import dev.headway.script.Script;
import dev.headway.script.ScriptSettings;
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
 * Each changed file gets a {@link dev.headway.script.text.ReplacesMarker}.
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
			if (newHeader || node.isMoving() || this.plan.parents().containsKey(node) || this.renumbering.changes(node)
					|| node.parentsAndDependencies().anyMatch(this.renumbering::changes)) {
				rewrite(node, newHeader).ifPresent(changes::add);
			}
			if (this.renumbering.changes(node)) {
				rename(node, changes);
			}
		}
		this.plan.graph().copies().forEach((script, copy) -> delete(script, copy, changes));
		return changes;
	}

	/**
	 * The path of a migration after the changes, below the folder.
	 */
	String path(RebaseNode node) {
		String path = node.script().relativePath();
		return !this.renumbering.changes(node) ? path : path.substring(0, path.lastIndexOf('/') + 1)
				+ this.names.withVersion(ScriptKind.VERSIONED, node.name(), this.renumbering.written(node));
	}

	Set<String> paths(Collection<RebaseNode> nodes) {
		return new HashSet<>(nodes.stream().map(this::path).toList());
	}

	private Set<RebaseNode> newHeaders() {
		ParentRule rule = this.contents.settings().parentRule();
		Set<RebaseNode> newHeaders = new HashSet<>();
		NavigableMap<Version, RebaseNode> implied = new TreeMap<>();
		for (RebaseNode node : this.plan.graph()
			.nodes()
			.stream()
			.sorted(Comparator.comparing(this.renumbering::version))
			.toList()) {
			Map.Entry<Version, RebaseNode> parent = implied.lowerEntry(this.renumbering.version(node));
			List<RebaseNode> parents = (parent != null) ? List.of(parent.getValue()) : List.of();
			if (node.script().parentsImplied()
					&& (rule == ParentRule.REQUIRED || !parents.equals(this.plan.parentsOf(node)))) {
				newHeaders.add(node);
			}
			if (rule != ParentRule.AUTO || (node.script().parentsImplied() && !newHeaders.contains(node))) {
				implied.putIfAbsent(this.renumbering.version(node), node);
			}
		}
		return newHeaders;
	}

	private Optional<FileChange> rewrite(RebaseNode node, boolean newHeader) {
		Path file = FolderContents.requireFile(node.script());
		FileContent before = FolderContents.content(Objects.requireNonNull(node.script().resource()));
		String comment = this.contents.comment(node.name());
		HeaderEdit original = FolderContents.header(before::open, file.toString());
		HeaderEdit edit = original.replace(HeaderKey.DEPENDS_ON, (name) -> renumber(node, name));
		if (newHeader || (this.plan.parents().containsKey(node) && !node.script().parentsImplied())) {
			List<String> ids = this.plan.parentsOf(node).stream().map(this::id).toList();
			edit = edit.write(HeaderKey.REVISES, ids.isEmpty() ? List.of(Header.BASE) : ids, comment);
		}
		else {
			edit = edit.replace(HeaderKey.REVISES, (name) -> renumber(node, name));
		}
		if (!this.renumbering.changes(node) && edit.isSameAs(original)) {
			return Optional.empty();
		}
		edit = edit.write(original.marker(node.version(), checksum(node, before)), comment);
		return Optional.of(new FileChange.Rewrite(file, before, FolderContents.content(edit, file.toString())));
	}

	private int checksum(RebaseNode node, FileContent content) {
		ScriptSettings settings = this.contents.settings();
		Integer checksum = content.checksum(settings.encoding());
		if (checksum == null) {
			throw new EditException(EditError.INVALID_SCRIPTS,
					"%s is not %s, so its checksum is not known. Specify its encoding, as in '--encoding ISO-8859-1'."
						.formatted(node.name(), settings.encoding()));
		}
		return checksum;
	}

	private String renumber(RebaseNode from, String reference) {
		Version version = Version.parse(reference).orElse(null);
		return (version != null) ? this.plan.graph()
			.reference(from, reference)
			.filter((node) -> !this.renumbering.version(node).equals(version))
			.map(this::id)
			.orElse(reference) : reference;
	}

	private String id(RebaseNode node) {
		return this.renumbering.version(node).text();
	}

	private void rename(RebaseNode node, List<FileChange> changes) {
		Path file = FolderContents.requireFile(node.script());
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
	 * Delete what the target has under another version, with its undo script.
	 */
	private void delete(Script script, RebaseNode copy, List<FileChange> changes) {
		Path file = FolderContents.requireFile(script);
		List<Path> files = Stream
			.concat(Stream.of(file), undos(new RebaseNode(script, true), file).stream().map(MigrationFile::path))
			.flatMap((path) -> Stream.of(path, path.resolveSibling(path.getFileName() + ".conf")))
			.filter(Files::exists)
			.toList();
		files.forEach((path) -> changes
			.add(new FileChange.Delete(path, "because %s is the same migration".formatted(copy.name()))));
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
