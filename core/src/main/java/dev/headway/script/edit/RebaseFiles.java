package dev.headway.script.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.headway.revision.Version;
import dev.headway.script.ParentRule;
import dev.headway.script.ScriptResource;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;
import dev.headway.script.file.TemporaryFiles;
import dev.headway.script.name.FileNames;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.text.Header;
import dev.headway.script.text.HeaderEdit;
import dev.headway.script.text.HeaderKey;

/**
 * Makes the changes to files that a rebase comes to: headers that name other parents or
 * versions, and names of files. A file without a header gets one only if it would be
 * taken for the child of another revision, or a header would be missed.
 */
final class RebaseFiles {

	private final FolderContents contents;

	private final FileNames names;

	private final RebaseGraph family;

	private final RebasePlan plan;

	private final Map<RebaseNode, String> versions;

	RebaseFiles(FolderContents contents, RebaseGraph family, RebasePlan plan, Map<RebaseNode, String> versions) {
		this.contents = contents;
		this.names = contents.fileNames();
		this.family = family;
		this.plan = plan;
		this.versions = versions;
	}

	List<FileChange> changes() {
		Set<RebaseNode> lackingHeader = lackingHeader();
		List<FileChange> changes = new ArrayList<>();
		for (RebaseNode member : this.family.members()) {
			boolean refersToMoved = member.parentsAndDependencies().anyMatch(this.versions::containsKey);
			boolean moves = this.versions.containsKey(member);
			boolean rewritten = refersToMoved || this.plan.parents().containsKey(member)
					|| lackingHeader.contains(member);
			if (moves || rewritten) {
				Path file = requireFile(member);
				if (rewritten) {
					rewrite(member, file, lackingHeader.contains(member), changes);
				}
				if (moves) {
					rename(member, changes);
				}
			}
		}
		return changes;
	}

	/**
	 * Return the version that a migration will have.
	 * @param member the migration
	 * @return the version as it is displayed
	 */
	String id(RebaseNode member) {
		String written = this.versions.get(member);
		return (written != null) ? Version.parse(written).orElseThrow().text() : member.script().id();
	}

	private Set<RebaseNode> lackingHeader() {
		ParentRule rule = this.contents.settings().parentRule();
		Set<RebaseNode> lacking = new HashSet<>();
		boolean afterHeader = rule == ParentRule.REQUIRED;
		List<RebaseNode> below = List.of();
		List<RebaseNode> ordered = this.family.members()
			.stream()
			.sorted(Comparator.comparing((member) -> Version.parse(id(member)).orElseThrow()))
			.toList();
		for (RebaseNode member : ordered) {
			boolean missed = afterHeader && rule != ParentRule.IMPLICIT;
			if (member.script().parentsImplied() && (missed || !below.equals(this.plan.parentsOf(member)))) {
				lacking.add(member);
			}
			afterHeader |= !member.script().parentsImplied() || lacking.contains(member);
			below = List.of(member);
		}
		return lacking;
	}

	static EditException notAFile(RebaseNode code) {
		return new EditException(EditError.NOT_A_FILE,
				"%s is a Java migration, which only you can change. Give the class the version and the parents it needs, or merge instead"
					.formatted(code.name()));
	}

	private static Path requireFile(RebaseNode member) {
		ScriptResource resource = member.script().resource();
		if (resource == null) {
			throw notAFile(member);
		}
		return MigrationFile.pathOf(resource);
	}

	private void rewrite(RebaseNode member, Path file, boolean lacksHeader, List<FileChange> changes) {
		byte[] before = read(file);
		HeaderEdit edit = HeaderEdit.of(before).replace(HeaderKey.DEPENDS_ON, this::renumber);
		if (lacksHeader || (this.plan.parents().containsKey(member) && !member.script().parentsImplied())) {
			List<String> ids = this.plan.parentsOf(member).stream().map(this::id).toList();
			edit = edit.write(HeaderKey.REVISES, ids.isEmpty() ? List.of(Header.BASE) : ids, comment(member));
		}
		else {
			edit = edit.replace(HeaderKey.REVISES, this::renumber);
		}
		byte[] after = edit.bytes();
		if (!Arrays.equals(before, after)) {
			changes.add(new FileChange.Rewrite(file, FileContent.of(before), FileContent.of(after)));
		}
	}

	private String comment(RebaseNode member) {
		boolean sql = this.contents.settings()
			.naming()
			.suffixes()
			.stream()
			.anyMatch((suffix) -> member.name()
				.regionMatches(true, member.name().length() - suffix.length(), suffix, 0, suffix.length()));
		return sql ? "--" : "#";
	}

	private String renumber(String name) {
		RebaseNode meant = this.family.find(name).orElse(null);
		return (meant != null && this.versions.containsKey(meant)) ? id(meant) : name;
	}

	private void rename(RebaseNode member, List<FileChange> changes) {
		String version = Objects.requireNonNull(this.versions.get(member));
		Stream<MigrationFile> scripts = this.contents.files(ScriptKind.VERSIONED, member.version())
			.stream()
			.filter((file) -> file.resource().equals(member.script().resource()));
		Stream.concat(scripts, undos(member)).forEach((file) -> {
			Path from = file.path();
			Path to = from.resolveSibling(this.names.withVersion(file.kind(), file.filename(), version));
			changes.add(new FileChange.Rename(from, to));
			Path settings = from.resolveSibling(from.getFileName() + ".conf");
			if (Files.exists(settings)) {
				changes.add(new FileChange.Rename(settings, to.resolveSibling(to.getFileName() + ".conf")));
			}
		});
	}

	private Stream<MigrationFile> undos(RebaseNode member) {
		boolean alone = this.contents.files(ScriptKind.VERSIONED, member.version()).size() == 1;
		String description = this.names.rest(ScriptKind.VERSIONED, member.name());
		List<MigrationFile> found = this.contents.files(ScriptKind.UNDO, member.version())
			.stream()
			.filter((file) -> alone || this.names.rest(ScriptKind.UNDO, file.filename()).equals(description))
			.toList();
		Path folder = requireFile(member).getParent();
		return found.stream()
			.filter((file) -> alone || found.size() == 1 || Objects.equals(file.path().getParent(), folder));
	}

	private static byte[] read(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new EditException(EditError.FILE_CHANGED,
					"'%s' cannot be read (%s). Make it readable".formatted(file, TemporaryFiles.describe(ex)), ex);
		}
	}

}
