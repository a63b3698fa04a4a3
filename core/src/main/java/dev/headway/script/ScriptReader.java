package dev.headway.script;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.ShortList;
import dev.headway.revision.Version;
import dev.headway.script.code.CodeFile;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptName;
import dev.headway.script.text.FileFailure;
import dev.headway.script.text.Header;
import dev.headway.script.text.HeaderDuration;
import dev.headway.script.text.HeaderKey;
import dev.headway.script.text.HeaderProblem;
import dev.headway.script.text.RegularFile;
import dev.headway.script.text.ScriptText;

/**
 * Reads files into {@link UnresolvedScript}s.
 */
final class ScriptReader {

	private static final String CONFIGURATION = ".conf";

	private static final int LONGEST_CONFIGURATION = 64 * 1024;

	private static final ScriptText NOTHING = new ScriptText(Header.none(), null, List.of(), null);

	private final ScriptSettings settings;

	private final ScriptProblems problems;

	private final Map<Path, Set<Path>> configurations = new HashMap<>();

	ScriptReader(ScriptSettings settings, ScriptProblems problems) {
		this.settings = settings;
		this.problems = problems;
	}

	UnresolvedScript read(ScriptName name, ScriptResource resource) {
		if (name.kind() == ScriptKind.UNDO && !this.settings.verifyContent()) {
			return draft(name, resource, NOTHING, true);
		}
		ScriptText text;
		try {
			text = read(resource);
		}
		catch (IOException | IllegalArgumentException ex) {
			this.problems.add(ProblemType.UNREADABLE, resource.filename(), null,
					"it cannot be read (%s). Fix its permissions or its .conf file, or remove it from the location."
						.formatted(FileFailure.reason(ex)));
			return draft(name, resource, NOTHING, false);
		}
		if (text.encodingError() != null) {
			add(resource, text.encodingError());
		}
		Header header = text.header();
		if (header.mayQuote() && resource.isElsewhere()) {
			header = header.withoutQuotations();
		}
		if (name.kind() == ScriptKind.VERSIONED) {
			for (HeaderProblem problem : header.problems()) {
				this.problems.add(problem.type(), resource.filename(), problem.line(), problem.message());
			}
		}
		return draft(name, resource, text.with(header), text.encodingError() == null);
	}

	/**
	 * Read a source or class file as what Flyway would make of its class.
	 */
	Optional<UnresolvedScript> readCode(ScriptResource resource) {
		if (resource.isElsewhere()) {
			this.problems.add(ProblemType.UNREADABLE, resource.filename(), null,
					"it is a link to a file outside of the migrations. Replace it with that file.");
			return Optional.empty();
		}
		try (InputStream bytes = resource.open()) {
			return CodeFile.read(resource.filename(), bytes)
				.map(CodeMigration::of)
				.flatMap((migration) -> migration.read(this.problems, this.problems))
				.map((script) -> script.in(resource));
		}
		catch (IOException ex) {
			this.problems.add(ProblemType.UNREADABLE, resource.filename(), null,
					"it cannot be read (%s). Fix its permissions, or compile it again."
						.formatted(FileFailure.reason(ex)));
			return Optional.empty();
		}
	}

	private ScriptText read(ScriptResource resource) throws IOException {
		Charset own = encodingOf(resource);
		Charset encoding = (own != null) ? own : this.settings.encoding();
		try (InputStream bytes = resource.open()) {
			if (!this.settings.verifyContent()) {
				return new ScriptText(ScriptText.header(bytes, encoding), null, List.of(), null);
			}
			boolean detect = this.settings.detectEncoding() && own == null && resource.file().isPresent();
			return detect ? ScriptText.detect(bytes, encoding) : ScriptText.read(bytes, encoding);
		}
	}

	private @Nullable Charset encodingOf(ScriptResource resource) throws IOException {
		Path file = resource.file().orElse(null);
		Path settings = (file != null) ? file.resolveSibling(file.getFileName() + CONFIGURATION) : null;
		if (settings == null || !configurations(settings.resolveSibling("")).contains(settings)) {
			return null;
		}
		if (RegularFile.isOutside(settings, List.of(settings.resolveSibling("")))) {
			throw new IOException("'%s' is a link out of its folder".formatted(settings.getFileName()));
		}
		Properties properties = new Properties();
		try (InputStream bytes = RegularFile.open(settings)) {
			byte[] text = bytes.readNBytes(LONGEST_CONFIGURATION + 1);
			if (text.length > LONGEST_CONFIGURATION) {
				throw new IOException(
						"'%s' is longer than %d bytes".formatted(settings.getFileName(), LONGEST_CONFIGURATION));
			}
			properties
				.load(new InputStreamReader(new ByteArrayInputStream(text), this.settings.encoding().newDecoder()));
		}
		String encoding = properties.getProperty("encoding");
		return (encoding != null) ? charset(encoding.strip()) : null;
	}

	private static Charset charset(String name) throws IOException {
		try {
			return Charset.forName(name);
		}
		catch (IllegalArgumentException ex) {
			throw new IOException("'%s' is not an encoding".formatted(ShortList.text(name)), ex);
		}
	}

	/**
	 * Lists a folder once, which is cheaper than to look for the file of each script.
	 */
	private Set<Path> configurations(Path folder) throws IOException {
		Set<Path> found = this.configurations.get(folder);
		if (found == null) {
			found = new HashSet<>();
			try (DirectoryStream<Path> files = Files.newDirectoryStream(folder,
					(file) -> file.toString().endsWith(CONFIGURATION))) {
				files.forEach(found::add);
			}
			this.configurations.put(folder, found);
		}
		return found;
	}

	private void add(ScriptResource resource, ScriptText.EncodingError error) {
		this.problems.add(ProblemType.WRONG_ENCODING, resource.filename(), error.line(),
				"the byte at offset %d is not valid %s. Save the file as %s, or set 'spring.flyway.encoding' to its encoding."
					.formatted(error.offset(), error.encoding(), error.encoding()));
	}

	private static @Nullable Duration lockTimeout(Header header) {
		return header.values(HeaderKey.LOCK_TIMEOUT).stream().findFirst().flatMap(HeaderDuration::parse).orElse(null);
	}

	private static UnresolvedScript draft(ScriptName name, ScriptResource resource, ScriptText text, boolean legible) {
		Set<String> labels = new LinkedHashSet<>(text.header().values(HeaderKey.BRANCH));
		Version version = name.version();
		String id = (version != null) ? version.text() : resource.filename();
		Script script = new Script(name.kind(), id, version, name.description(), resource.filename(),
				resource.relativePath(), resource.path(), List.of(), false, List.of(), labels, text.header().markers(),
				lockTimeout(text.header()), text.checksum(), text.otherChecksums(), resource);
		return new UnresolvedScript(script, text.header(), legible);
	}

}
