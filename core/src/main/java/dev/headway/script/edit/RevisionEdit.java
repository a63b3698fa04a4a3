package dev.headway.script.edit;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ShellWord;
import dev.headway.revision.NewRevision;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;
import dev.headway.script.name.VersionSequence;

/**
 * Adds a revision or a merge to the {@link RevisionGraph}, written by {@link NewScripts}.
 */
final class RevisionEdit {

	private final FolderContents contents;

	private final VersionSequence sequence;

	private final MigrationScripts scripts;

	private final RevisionGraph graph;

	RevisionEdit(FolderContents contents, VersionSequence sequence) {
		this.contents = contents;
		this.sequence = sequence;
		this.scripts = contents.scripts();
		this.graph = FolderContents.requireGraph(this.scripts);
		FolderContents.requireOneScriptPerVersion(this.scripts);
	}

	FileChanges revision(RevisionRequest request) {
		List<String> heads = request.heads().isEmpty() ? List.copyOf(onlyHead()) : ids(request.heads());
		String version = (request.version() != null) ? request.version() : this.sequence.next();
		requireFree(parse(version));
		Revision revision = this.graph.create(new NewRevision(parse(version).text(), request.message(), heads,
				request.splice(), ids(request.dependsOn()), request.labels()));
		requireAbove(revision);
		return changes(revision, version, request.content());
	}

	FileChanges merge(List<String> symbols, @Nullable String message) {
		Set<String> heads = this.graph.heads();
		Set<String> effective = this.graph.effectiveHeads();
		List<String> merged = symbols.isEmpty()
				? List.copyOf(this.scripts.headRule().conflicting(this.graph, effective)) : resolve(symbols);
		if (merged.size() < 2) {
			throw new EditException(EditError.NOTHING_TO_DO,
					"%s. A merge needs at least two heads.".formatted(describe(effective)));
		}
		for (String id : merged) {
			if (!heads.contains(id) && !mayBeLate(id)) {
				throw new EditException(RevisionError.NOT_A_HEAD,
						"%s is not a head, because another revision revises it. Specify only heads: %s."
							.formatted(named(List.of(id), this.scripts), named(heads, this.scripts)));
			}
		}
		String version = this.sequence.next();
		String description = (message != null) ? message : "merge " + String.join(" and ", merged);
		return changes(this.graph.create(new NewRevision(parse(version).text(), description, merged,
				!heads.containsAll(merged), List.of(), Set.of())), version, null);
	}

	/**
	 * Whether a revision can be a parent although others follow it: if they do so only
	 * because of their versions, it may have been added late.
	 */
	private boolean mayBeLate(String id) {
		return Stream.concat(Stream.of(id), this.graph.children(id).stream())
			.allMatch((each) -> this.scripts.find(each).filter(Script::parentsImplied).isPresent());
	}

	private String describe(Set<String> heads) {
		return switch (heads.size()) {
			case 0 -> "There are no revisions yet";
			case 1 -> "There is only one head, " + named(heads, this.scripts);
			default -> "The heads are " + named(heads, this.scripts);
		};
	}

	private Set<String> onlyHead() {
		Set<String> heads = this.graph.heads();
		List<String> ids = List.copyOf(heads);
		if (ids.size() > 1 && this.scripts.headRule().conflicting(this.graph, this.graph.effectiveHeads()).isEmpty()) {
			throw new EditException(RevisionError.MULTIPLE_HEADS,
					"There are %d heads: %s. Specify the one to revise, as in '--head %s'.".formatted(ids.size(),
							named(ids, this.scripts), ShellWord.of(ids.get(0))));
		}
		if (ids.size() > 1) {
			throw new EditException(RevisionError.MULTIPLE_HEADS,
					"There are %d heads: %s. Join them with 'db merge', put one after the other with 'db rebase %s --onto %s', or specify the head to revise."
						.formatted(ids.size(), named(ids, this.scripts), ShellWord.of(ids.get(ids.size() - 1)),
								ShellWord.of(ids.get(0))));
		}
		return heads;
	}

	/**
	 * Replace names of files, and versions that are written in another way, by ids.
	 */
	private List<String> ids(List<String> symbols) {
		return symbols.stream()
			.map((symbol) -> this.contents.findFile(symbol)
				.map(MigrationFile::version)
				.or(() -> Version.parse(symbol))
				.flatMap(this.scripts::find)
				.map(Script::id)
				.orElse(symbol))
			.toList();
	}

	private List<String> resolve(List<String> symbols) {
		return ids(symbols).stream()
			.flatMap((symbol) -> this.graph.resolve(symbol).stream())
			.map(Revision::id)
			.distinct()
			.toList();
	}

	private void requireFree(Version version) {
		Script taken = this.scripts.find(version).orElse(null);
		if (taken != null) {
			throw new EditException(EditError.INVALID_VERSION,
					"%s already has version %s. Specify another version, or none to get the next one."
						.formatted(taken.name(), version));
		}
	}

	private void requireAbove(Revision revision) {
		Version version = parse(revision.id());
		for (String parent : revision.parents()) {
			if (parse(parent).compareTo(version) > 0) {
				throw new EditException(EditError.INVALID_VERSION,
						"Version %s is not higher than %s, which it would revise. Specify a higher version, or none to get the next one."
							.formatted(version, parent));
			}
		}
	}

	private FileChanges changes(Revision revision, String version, RevisionRequest.@Nullable Content content) {
		List<FileChange> changes = new NewScripts(this.contents, folder(revision)).create(revision, version, content);
		MigrationScripts after = this.contents.scriptsAfter(changes);
		if (after.graph().isEmpty()) {
			throw FolderContents.invalid("With the new revision the migrations would not form a valid graph",
					after.problems());
		}
		return this.contents.withHead(changes, after);
	}

	/**
	 * The folder of the newest parent that is a file: its path below the location, empty
	 * or with a slash at its end.
	 */
	private String folder(Revision revision) {
		return this.scripts.revisions()
			.stream()
			.filter((script) -> revision.parents().contains(script.id()) && !script.isCode())
			.filter((script) -> Objects.requireNonNull(script.resource()).file().isPresent())
			.map(Script::relativePath)
			.filter((path) -> !path.startsWith("../"))
			.reduce((older, newer) -> newer)
			.map((path) -> path.substring(0, path.lastIndexOf('/') + 1))
			.orElse("");
	}

	private static Version parse(String version) {
		return Version.parse(version)
			.orElseThrow(() -> new EditException(EditError.INVALID_VERSION,
					"'%s' is not a version. Use digits separated by dots, such as 7 or 1.2.".formatted(version)));
	}

	static String named(Collection<String> ids, MigrationScripts scripts) {
		return String.join(", ",
				ids.stream()
					.map((id) -> Version.parse(id).flatMap(scripts::find).map(Script::idAndName).orElse(id))
					.toList());
	}

}
