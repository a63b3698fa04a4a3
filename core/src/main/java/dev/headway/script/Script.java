package dev.headway.script;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.revision.Version;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.text.HeaderEdit;
import dev.headway.script.text.MisplacedHeader;
import dev.headway.script.text.ReplacesMarker;

/**
 * A migration on disk or class path.
 *
 * @param kind its purpose
 * @param id the id of its revision: its version as displayed, or its name if another
 * script has the same version and keeps it as id; the name of a repeatable migration
 * @param version its version, {@code null} if repeatable
 * @param description what it does; may be empty
 * @param name name of the file or class
 * @param relativePath its path below its location, as Flyway records it in its history;
 * the class name of a Java migration of which only the class is known
 * @param path where it is, for people
 * @param parents ids of the revisions it revises
 * @param parentsImplied whether the parents follow from the order of versions, because
 * there is no header
 * @param dependsOn ids or labels of revisions that must be applied before it
 * @param labels branch labels given to it
 * @param replaces what it was before {@code db rebase} renamed it, in the order of its
 * markers
 * @param lockTimeout how long its statements wait for locks, without limit if zero;
 * {@code null} if it does not say
 * @param checksum the checksum that Flyway computes, for a repeatable one before
 * placeholders are replaced; {@code null} if it has none or content is not verified
 * @param otherChecksums checksums in other encodings, which Flyway may have recorded
 * @param resource the file, {@code null} for a Java migration of which only the class is
 * known
 */
public record Script(ScriptKind kind, String id, @Nullable Version version, String description, String name,
		String relativePath, String path, List<String> parents, boolean parentsImplied, List<String> dependsOn,
		Set<String> labels, List<ReplacesMarker> replaces, @Nullable Duration lockTimeout, @Nullable Integer checksum,
		List<Integer> otherChecksums, @Nullable ScriptResource resource) {

	public Script {
		parents = List.copyOf(parents);
		dependsOn = List.copyOf(dependsOn);
		labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
		replaces = List.copyOf(replaces);
		otherChecksums = List.copyOf(otherChecksums);
	}

	/**
	 * Name the revision for people.
	 * @return its version and the name of its script, such as {@code 4 (V4__merge.sql)}
	 * @throws IllegalStateException if it has no version
	 */
	public String idAndName() {
		return Printable.line("%s (%s)".formatted(requireVersion(), this.name));
	}

	/**
	 * Return whether it is written in Java or Kotlin, so that only people can change it.
	 * @return whether it is no SQL script and no other program
	 */
	public boolean isCode() {
		return this.resource == null || this.resource.isCode();
	}

	/**
	 * Check whether the content is what was applied, in any encoding.
	 * @param applied the checksum in the history
	 * @return whether it is unchanged
	 */
	public boolean unchangedSince(@Nullable Integer applied) {
		return Objects.equals(this.checksum, applied) || (applied != null && this.otherChecksums.contains(applied));
	}

	/**
	 * Return whether this is a file that joins several revisions and does nothing else.
	 * @return {@code false} for one with SQL, and if that is not known
	 */
	public boolean isMergeWithoutSql() {
		if (this.resource == null || this.parents.size() < 2) {
			return false;
		}
		try {
			return !HeaderEdit.of(this.resource::open).hasSql();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Return whether another script joins the same revisions and neither does anything
	 * else, so that one of them is enough.
	 * @param other the other script
	 * @return whether it can replace this one
	 */
	public boolean isSameMergeAs(Script other) {
		return !equals(other) && this.parents.size() == other.parents.size() && this.parents.containsAll(other.parents)
				&& this.labels.equals(other.labels) && Set.copyOf(this.dependsOn).equals(Set.copyOf(other.dependsOn))
				&& isMergeWithoutSql() && other.isMergeWithoutSql();
	}

	/**
	 * Look for a header in the wrong place, in a script without one.
	 */
	Optional<MisplacedHeader> misplacedHeader() {
		if (this.resource == null || isCode()) {
			return Optional.empty();
		}
		try (InputStream script = this.resource.open()) {
			return MisplacedHeader.find(script);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	Version requireVersion() {
		if (this.version == null) {
			throw new IllegalStateException("'%s' is repeatable and has no version.".formatted(this.name));
		}
		return this.version;
	}

	Script withId(String id) {
		return new Script(this.kind, id, this.version, this.description, this.name, this.relativePath, this.path,
				this.parents, this.parentsImplied, this.dependsOn, this.labels, this.replaces, this.lockTimeout,
				this.checksum, this.otherChecksums, this.resource);
	}

	Script placed(List<String> parents, boolean implied, List<String> dependsOn) {
		return new Script(this.kind, this.id, this.version, this.description, this.name, this.relativePath, this.path,
				parents, implied, dependsOn, this.labels, this.replaces, this.lockTimeout, this.checksum,
				this.otherChecksums, this.resource);
	}

}
