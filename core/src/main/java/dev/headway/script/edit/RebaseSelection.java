package dev.headway.script.edit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptResource;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.name.ScriptKind;

/**
 * Finds the revision and the head that are given to a rebase, each as a symbol or the
 * name of a file, and makes the {@link RebasePlan}:
 * <ol>
 * <li>If the revision is the name of a file that shares its version, this file is the
 * duplicate of the {@link RebaseGraph}: it gets another version.</li>
 * <li>If the head is the name of a file, other files with its version are ignored.</li>
 * <li>If the head has the version of the duplicate, references to that version mean the
 * duplicate, because nothing revises a head. Otherwise they mean the original.</li>
 * <li>Without a head, a revision whose version is not higher than its parents' is only
 * renumbered. Any other goes after the original or the only other head.</li>
 * </ol>
 */
final class RebaseSelection {

	private final FolderContents contents;

	private final String revision;

	private final @Nullable String onto;

	private final @Nullable MigrationFile duplicate;

	private final @Nullable MigrationFile ontoFile;

	private final MigrationScripts scripts;

	private final RebaseGraph graph;

	RebaseSelection(FolderContents contents, MigrationScripts all, String revision, @Nullable String onto) {
		this.contents = contents;
		this.revision = revision;
		this.onto = onto;
		this.duplicate = findFile(revision).filter((file) -> sharesVersion(all, file)).orElse(null);
		this.ontoFile = Optional.ofNullable(onto).flatMap(this::findFile).orElse(null);
		this.scripts = contents.scriptsWithout(ignored());
		this.graph = new RebaseGraph(this.scripts.revisions(), duplicateScript(), isOntoVersionOfDuplicate());
	}

	RebasePlan plan() {
		RebaseNode duplicate = this.graph.duplicate();
		RebaseNode start = (duplicate != null) ? duplicate : find(this.revision);
		if (this.onto != null) {
			return RebasePlan.onto(this.graph, start, requireHead(findOnto(this.onto)));
		}
		boolean outOfOrder = start.parentsAndDependencies()
			.anyMatch((earlier) -> earlier.version().compareTo(start.version()) >= 0);
		if (outOfOrder) {
			return RebasePlan.inPlace(this.graph, start);
		}
		return RebasePlan.onto(this.graph, start, (duplicate != null) ? onlyOriginal(duplicate) : onlyOtherHead(start));
	}

	private Optional<MigrationFile> findFile(String symbol) {
		String path = symbol.replace('\\', '/');
		String name = path.substring(path.lastIndexOf('/') + 1);
		List<MigrationFile> named = this.contents.files(ScriptKind.VERSIONED)
			.stream()
			.filter((file) -> file.filename().equals(name))
			.toList();
		return named.stream()
			.filter((file) -> file.resource().relativePath().equals(path))
			.findFirst()
			.or(() -> named.stream().findFirst());
	}

	private static boolean sharesVersion(MigrationScripts all, MigrationFile file) {
		return all.problems()
			.stream()
			.anyMatch((problem) -> problem.type() == ProblemType.DUPLICATE_VERSION
					&& problem.scripts().contains(file.filename()));
	}

	private List<ScriptResource> ignored() {
		List<ScriptResource> ignored = new ArrayList<>();
		if (this.ontoFile != null) {
			ignored.addAll(othersWithVersionOf(this.ontoFile));
		}
		if (this.duplicate != null) {
			ignored.add(this.duplicate.resource());
		}
		return ignored;
	}

	private List<ScriptResource> othersWithVersionOf(MigrationFile file) {
		return this.contents.files(ScriptKind.VERSIONED, file.version())
			.stream()
			.filter((other) -> !other.equals(file))
			.map(MigrationFile::resource)
			.toList();
	}

	private @Nullable Script duplicateScript() {
		return Optional.ofNullable(this.duplicate)
			.flatMap((file) -> this.contents.scriptsWithout(othersWithVersionOf(file)).find(file.version()))
			.orElse(null);
	}

	private boolean isOntoVersionOfDuplicate() {
		Version version = (this.ontoFile != null) ? this.ontoFile.version()
				: Optional.ofNullable(this.onto).flatMap(Version::parse).orElse(null);
		return this.duplicate != null && this.duplicate.version().equals(version);
	}

	private RebaseNode findOnto(String symbol) {
		RebaseNode duplicate = this.graph.duplicate();
		boolean original = isOntoVersionOfDuplicate() && !Objects.equals(this.ontoFile, this.duplicate);
		return (duplicate != null && original) ? this.graph.original(duplicate) : find(symbol);
	}

	private RebaseNode find(String symbol) {
		String path = findFile(symbol).map((file) -> file.resource().relativePath()).orElse(null);
		return this.graph.nodes()
			.stream()
			.filter((node) -> (path != null) ? node.script().relativePath().equals(path) : node.name().equals(symbol))
			.findFirst()
			.orElseGet(() -> resolve(symbol));
	}

	private RebaseNode resolve(String symbol) {
		RebaseNode found = this.graph.find(symbol)
			.or(() -> this.scripts.graph().map((graph) -> resolve(graph, symbol)).flatMap(this.graph::find))
			.orElseThrow(() -> new EditException(RevisionError.NOT_FOUND,
					"No migration '%s'. Specify a version or a file in '%s'.".formatted(symbol,
							this.contents.folder())));
		List<MigrationFile> files = new ArrayList<>(this.contents.files(ScriptKind.VERSIONED, found.version()));
		files.remove(this.duplicate);
		if (files.size() > 1) {
			throw new EditException(EditError.AMBIGUOUS_VERSION,
					"Several files have version %s. Specify one of them, as in 'db rebase %s'.".formatted(symbol,
							found.name()));
		}
		return found;
	}

	private static String resolve(RevisionGraph graph, String symbol) {
		List<String> found = graph.resolve(symbol).stream().map(Revision::id).toList();
		if (found.isEmpty()) {
			throw new EditException(RevisionError.NOT_FOUND,
					"'%s' is not a revision. Specify one revision.".formatted(symbol));
		}
		if (found.size() > 1) {
			throw new EditException(RevisionError.MULTIPLE_HEADS,
					"'%s' means several revisions: %s. Specify one of them.".formatted(symbol,
							String.join(", ", found)));
		}
		return found.get(0);
	}

	private RebaseNode requireHead(RebaseNode node) {
		if (!node.children().isEmpty()) {
			throw new EditException(RevisionError.NOT_A_HEAD,
					"%s is not a head, so the history would still branch there. Specify a head: %s.".formatted(node,
							text(this.graph.heads())));
		}
		return node;
	}

	private RebaseNode onlyOriginal(RebaseNode duplicate) {
		RebaseNode original = this.graph.original(duplicate);
		Set<RebaseNode> heads = this.graph.heads();
		heads.remove(duplicate);
		if (heads.equals(Set.of(original)) && !this.graph.isReferenced(original)) {
			return original;
		}
		heads.add(original);
		String options = heads.stream()
			.map((head) -> "'--onto %s'".formatted((head == original) ? head.name() : head.version()))
			.collect(Collectors.joining(" or "));
		throw new EditException(EditError.AMBIGUOUS_VERSION,
				"%s and %s share version %s, and there are other migrations after it. Specify where to put %s: %s."
					.formatted(original.name(), duplicate.name(), duplicate.version(), duplicate.name(), options));
	}

	private RebaseNode onlyOtherHead(RebaseNode start) {
		Set<RebaseNode> heads = this.graph.heads();
		Set<RebaseNode> descendants = RebaseGraph.reach(Set.of(start), (node) -> node.children().stream());
		List<RebaseNode> others = heads.stream().filter((head) -> !descendants.contains(head)).toList();
		if (others.size() == 1) {
			return others.get(0);
		}
		if (others.size() > 1) {
			throw new EditException(RevisionError.MULTIPLE_HEADS,
					"There are several heads to put %s after: %s. Specify one, as in 'db rebase %s --onto %s'."
						.formatted(start, text(others), this.revision, others.get(0).version()));
		}
		String reason = (heads.size() > 1) ? "%s is below every head: %s. Specify a revision of one branch."
				: "%s is on the branch of the only head, %s. There is nothing to rebase.";
		throw new EditException(EditError.NOTHING_TO_DO, reason.formatted(start, text(heads)));
	}

	private static String text(Collection<RebaseNode> nodes) {
		return nodes.stream().map(RebaseNode::toString).collect(Collectors.joining(", "));
	}

}
