package dev.headway.script.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionException;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptResource;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.name.ScriptKind;

/**
 * Finds what a rebase is asked to put above what. A symbol or the name of a file will do
 * for either; of two files with the same version only the name of one will. As what it is
 * put above is a head, whatever refers to their version then means the other.
 */
final class RebaseSelection {

	private static final Set<ProblemType> FIXABLE = Set.of(ProblemType.DUPLICATE_VERSION, ProblemType.VERSION_ORDER,
			ProblemType.MISSING_DEPENDENCY);

	private final FolderContents contents;

	private final String revision;

	private final @Nullable String onto;

	private final @Nullable MigrationFile twin;

	private final @Nullable MigrationFile ontoFile;

	private final MigrationScripts scripts;

	private final RebaseGraph family;

	RebaseSelection(FolderContents contents, MigrationScripts all, String revision, @Nullable String onto) {
		this.contents = contents;
		this.revision = revision;
		this.onto = onto;
		requireMendable(all);
		this.twin = fileNamed(revision).filter((file) -> hasTwin(all, file)).orElse(null);
		this.ontoFile = (onto != null) ? fileNamed(onto).orElse(null) : null;
		this.scripts = contents.scriptsWithout(leftOut());
		this.family = new RebaseGraph(this.scripts.revisions(), twinScript(), isOntoTwin());
	}

	RebaseGraph family() {
		return this.family;
	}

	RebasePlan plan() {
		RebaseNode twin = this.family.twin();
		RebaseNode start = (twin != null) ? twin : find(this.revision);
		if (this.onto != null) {
			return RebasePlan.onto(start, requireHead(ontoMember(this.onto)));
		}
		boolean outOfOrder = start.parentsAndDependencies()
			.anyMatch((below) -> below.version().compareTo(start.version()) >= 0);
		if (outOfOrder) {
			return RebasePlan.inPlace(start);
		}
		return RebasePlan.onto(start, (twin != null) ? other(twin) : otherHead(start));
	}

	private static void requireMendable(MigrationScripts all) {
		boolean duplicates = all.problems()
			.stream()
			.anyMatch((problem) -> problem.type() == ProblemType.DUPLICATE_VERSION);
		boolean mendable = all.problems()
			.stream()
			.allMatch((problem) -> FIXABLE.contains(problem.type())
					&& (duplicates || problem.type() != ProblemType.MISSING_DEPENDENCY));
		if (!mendable) {
			throw FolderContents.invalid("The migrations form no valid graph", all.problems());
		}
	}

	private static boolean hasTwin(MigrationScripts all, MigrationFile file) {
		return all.problems()
			.stream()
			.anyMatch((problem) -> problem.type() == ProblemType.DUPLICATE_VERSION
					&& problem.scripts().contains(file.filename()));
	}

	private Optional<MigrationFile> fileNamed(String symbol) {
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

	private List<ScriptResource> leftOut() {
		List<ScriptResource> leftOut = new ArrayList<>();
		if (this.ontoFile != null) {
			leftOut.addAll(othersLike(this.ontoFile));
		}
		if (this.twin != null) {
			leftOut.add(this.twin.resource());
		}
		return leftOut;
	}

	private List<ScriptResource> othersLike(MigrationFile file) {
		return this.contents.files(ScriptKind.VERSIONED, file.version())
			.stream()
			.filter((other) -> !other.equals(file))
			.map(MigrationFile::resource)
			.toList();
	}

	private @Nullable Script twinScript() {
		MigrationFile file = this.twin;
		return (file != null) ? this.contents.scriptsWithout(othersLike(file)).find(file.version()).orElse(null) : null;
	}

	private boolean isOntoTwin() {
		Version version = (this.ontoFile != null) ? this.ontoFile.version()
				: Optional.ofNullable(this.onto).flatMap(Version::parse).orElse(null);
		return this.twin != null && this.twin.version().equals(version);
	}

	private RebaseNode ontoMember(String symbol) {
		RebaseNode twin = this.family.twin();
		boolean other = isOntoTwin() && !Objects.equals(this.ontoFile, this.twin);
		return (twin != null && other) ? this.family.likeTwin(twin) : find(symbol);
	}

	private RebaseNode find(String symbol) {
		MigrationFile file = fileNamed(symbol).orElse(null);
		Optional<RebaseNode> named = this.family.members()
			.stream()
			.filter((member) -> (file != null) ? member.script().relativePath().equals(file.resource().relativePath())
					: member.name().equals(symbol))
			.findFirst();
		return named.orElseGet(() -> resolve(symbol));
	}

	private RebaseNode resolve(String symbol) {
		RebaseNode found = this.family.find(symbol)
			.or(() -> this.family.find(this.scripts.graph().isPresent() ? resolveInGraph(symbol) : symbol))
			.orElseThrow(() -> new EditException(RevisionError.NOT_FOUND,
					"There is no migration '%s'. Name a version or a file in '%s'".formatted(symbol,
							this.contents.folder())));
		List<MigrationFile> files = new ArrayList<>(this.contents.files(ScriptKind.VERSIONED, found.version()));
		files.remove(this.twin);
		if (files.size() > 1) {
			throw new EditException(EditError.AMBIGUOUS_VERSION,
					"Several files have version %s. Name the one that is meant, as in 'db rebase %s'".formatted(symbol,
							found.name()));
		}
		return found;
	}

	private String resolveInGraph(String symbol) {
		try {
			List<String> found = this.scripts.graph().orElseThrow().resolve(symbol).stream().map(Revision::id).toList();
			if (found.size() != 1) {
				throw new EditException(found.isEmpty() ? RevisionError.NOT_FOUND : RevisionError.MULTIPLE_HEADS,
						"'%s' means %s. Name one revision".formatted(symbol,
								found.isEmpty() ? "no revision" : String.join(", ", found)));
			}
			return found.get(0);
		}
		catch (RevisionException ex) {
			throw EditException.of(ex);
		}
	}

	private RebaseNode requireHead(RebaseNode head) {
		if (!head.children().isEmpty()) {
			throw new EditException(RevisionError.NOT_A_HEAD,
					"%s is no head, so the history would still part there. Name a head: %s".formatted(head,
							text(this.family.heads())));
		}
		return head;
	}

	private RebaseNode other(RebaseNode twin) {
		RebaseNode other = this.family.likeTwin(twin);
		Set<RebaseNode> heads = this.family.heads();
		heads.remove(twin);
		if (!this.family.isReferredTo(other) && heads.equals(Set.of(other))) {
			return other;
		}
		heads.add(other);
		heads.remove(twin);
		throw new EditException(EditError.AMBIGUOUS_VERSION,
				"%s and %s share version %s, and there is more above it. Say what %s goes above: %s".formatted(
						other.name(), twin.name(), twin.version(), twin.name(),
						heads.stream()
							.map((head) -> "'--onto %s'".formatted((head == other) ? head.name() : head.version()))
							.collect(Collectors.joining(" or "))));
	}

	private RebaseNode otherHead(RebaseNode start) {
		Set<RebaseNode> heads = this.family.heads();
		Set<RebaseNode> own = RebaseGraph.reach(Set.of(start), (member) -> member.children().stream());
		List<RebaseNode> others = heads.stream().filter((head) -> !own.contains(head)).toList();
		if (others.size() == 1) {
			return others.get(0);
		}
		if (others.size() > 1) {
			throw new EditException(RevisionError.MULTIPLE_HEADS,
					"There are several heads to put %s above: %s. Name one, as in 'db rebase %s --onto %s'"
						.formatted(start, text(others), this.revision, others.get(0).version()));
		}
		String reason = (heads.size() > 1) ? "%s is below every head: %s. Name a revision of one branch"
				: "%s is on the line to the only head, %s. There is nothing to rebase";
		throw new EditException(EditError.NOTHING_TO_DO, reason.formatted(start, text(heads)));
	}

	private static String text(Iterable<RebaseNode> members) {
		List<String> names = new ArrayList<>();
		members.forEach((member) -> names.add(member.toString()));
		return String.join(", ", names);
	}

}
