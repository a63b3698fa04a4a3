package dev.headway.command.invocation;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptResource;
import dev.headway.script.location.SourceFolders;

/**
 * The migrations of an application that have no source in its {@link SourceFolders}, such
 * as those in archives: they count, but cannot be edited.
 */
public final class PackagedScripts {

	private final SourceFolders folders;

	private final MigrationScripts scripts;

	PackagedScripts(SourceFolders folders, MigrationScripts scripts) {
		this.folders = folders;
		this.scripts = scripts;
	}

	List<ScriptResource> list() {
		Set<String> sources = this.folders.list()
			.stream()
			.map(ScriptResource::pathInLocation)
			.collect(Collectors.toSet());
		return Stream
			.of(this.scripts.revisions(), this.scripts.undos(), this.scripts.baselines(), this.scripts.repeatables())
			.flatMap(List::stream)
			.flatMap((script) -> Stream.ofNullable(script.resource()))
			.filter((resource) -> !sources.contains(resource.pathInLocation()) && !isBuilt(resource))
			.<ScriptResource>map(PackagedScript::new)
			.toList();
	}

	/**
	 * Whether a build has copied a file from one of the folders, where it may have
	 * changed since.
	 */
	private boolean isBuilt(ScriptResource resource) {
		return location(resource).flatMap(SourceFolders::sourceOf).filter(this.folders::contains).isPresent()
				|| resource.file().filter(this.folders::contains).isPresent();
	}

	/**
	 * Find the folders from which the migrations of an application were built.
	 * @param scripts the migrations of the application
	 * @return the folders, as far as they exist on this machine
	 */
	public static List<Path> sources(MigrationScripts scripts) {
		return scripts.revisions()
			.stream()
			.map(Script::resource)
			.flatMap(Stream::ofNullable)
			.flatMap((resource) -> location(resource).stream())
			.distinct()
			.flatMap((location) -> SourceFolders.sourceOf(location).stream())
			.toList();
	}

	private static Optional<Path> location(ScriptResource resource) {
		String path = resource.path().replace(File.separatorChar, '/');
		String end = "/" + resource.pathInLocation();
		return (path.contains("!/") || !path.endsWith(end)) ? Optional.empty()
				: Optional.of(Path.of(path.substring(0, path.length() - end.length())));
	}

	/**
	 * A migration without a file that can be edited.
	 *
	 * @param resource where it was found
	 */
	private record PackagedScript(ScriptResource resource) implements ScriptResource {

		@Override
		public String filename() {
			return this.resource.filename();
		}

		@Override
		public String relativePath() {
			return this.resource.relativePath();
		}

		@Override
		public String path() {
			return this.resource.path();
		}

		@Override
		public boolean isElsewhere() {
			return this.resource.isElsewhere();
		}

		@Override
		public InputStream open() throws IOException {
			return this.resource.open();
		}

	}

}
