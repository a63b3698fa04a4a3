package dev.headway.script.check;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.headway.revision.Version;
import dev.headway.script.Script;
import dev.headway.script.ScriptResource;
import dev.headway.script.text.HeaderEdit;
import dev.headway.script.text.HeaderKey;
import dev.headway.script.text.ReplacesMarker;

/**
 * What a script was before it got another version, of which only the checksum is known.
 *
 * @param version its version then
 * @param checksum its checksum then
 * @param parents texts that its {@code revises} header may have had; none if only a
 * marker counts
 */
public record ScriptOrigin(Version version, int checksum, Collection<String> parents) {

	public ScriptOrigin {
		parents = List.copyOf(parents);
	}

	/**
	 * Whether a script is the same: nothing was changed, or only its header. Under the
	 * same version, a marker has to say so.
	 * @param script the script as it is now
	 * @param encoding its encoding
	 * @return {@code true} if the old checksum can be computed from it
	 */
	public boolean isOriginOf(Script script, Charset encoding) {
		ScriptResource resource = script.resource();
		if (resource == null || script.isCode() || script.unchangedSince(this.checksum)) {
			return !script.isCode();
		}
		try {
			HeaderEdit edit = HeaderEdit.of(resource::open);
			Stream<HeaderEdit> others = this.version.equals(script.version()) ? Stream.empty() : others(edit);
			for (HeaderEdit before : Stream.concat(replaced(edit), others).toList()) {
				if (Objects.equals(before.checksum(encoding), this.checksum)) {
					return true;
				}
			}
			return false;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Stream<HeaderEdit> replaced(HeaderEdit script) {
		return script.header()
			.markers()
			.stream()
			.filter((marker) -> marker.version().equals(this.version) && marker.checksum() == this.checksum)
			.map(script::rebuild);
	}

	/**
	 * The script without a {@code revises} header, and with each that it may have had.
	 */
	private Stream<HeaderEdit> others(HeaderEdit script) {
		if (script.header().line(HeaderKey.REVISES) == null) {
			return this.parents.stream().map((value) -> script.write(HeaderKey.REVISES, List.of(value), "--"));
		}
		ReplacesMarker now = script.marker(this.version, this.checksum);
		return Stream
			.concat(Stream.of(new ReplacesMarker(this.version, this.checksum, null, now.dependsOn(), 0)),
					this.parents.stream()
						.map((value) -> new ReplacesMarker(this.version, this.checksum, value, now.dependsOn(), 0)))
			.map(script::rebuild);
	}

}
