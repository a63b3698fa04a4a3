package dev.headway.script.location;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptResource;

/**
 * The files found in some {@link Location}s. A file in several of them is listed once,
 * under the first.
 */
final class LocationListing implements ScriptListing {

	private static final String CLASS = ".class";

	private final Map<String, ScriptResource> resources = new LinkedHashMap<>();

	private final Set<String> classNames = new LinkedHashSet<>();

	private final Set<Path> folders = new LinkedHashSet<>();

	private final Set<String> missing = new LinkedHashSet<>();

	private final Set<String> unsupported = new LinkedHashSet<>();

	private final List<Archive> archives = new ArrayList<>();

	void addFolder(Path folder) {
		this.folders.add(folder);
	}

	/**
	 * Add what is in a folder.
	 */
	void add(Location location, Path folder, boolean fromClassPath) throws IOException {
		Path real = folder.toRealPath();
		new Folder(folder).files().forEach((path, content) -> {
			String identity = real.resolve(folder.relativize(content.path())).toString();
			FileResource resource = new FileResource(location.relativize(path), content, folder, fromClassPath);
			if (content.folder()) {
				this.resources.computeIfAbsent(identity, (any) -> location.mayContain(path) ? resource : null);
			}
			else if (fromClassPath) {
				addFromClassPath(location, path, identity, resource);
			}
			else {
				add(location, path, identity, resource);
			}
		});
	}

	private void add(Location location, String path, String identity, ScriptResource resource) {
		if (location.matches(path)) {
			this.resources.putIfAbsent(identity, resource);
		}
	}

	void addFromClassPath(Location location, String path, String identity, ScriptResource resource) {
		if (!path.endsWith(CLASS)) {
			add(location, path, identity, resource);
		}
		else if (location.matches(path)) {
			String name = location.root().isEmpty() ? path : location.root() + "/" + path;
			this.classNames.add(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
		}
	}

	void keep(Archive archive) {
		this.archives.add(archive);
	}

	void missing(Location location) {
		this.missing.add(location.descriptor());
	}

	void unsupported(Location location) {
		this.unsupported.add(location.descriptor());
	}

	@Override
	public List<ScriptResource> resources() {
		return List.copyOf(this.resources.values());
	}

	@Override
	public List<String> classNames() {
		return List.copyOf(this.classNames);
	}

	@Override
	public List<Path> folders() {
		return List.copyOf(this.folders);
	}

	@Override
	public List<String> missingLocations() {
		return List.copyOf(this.missing);
	}

	@Override
	public List<String> unsupportedLocations() {
		return List.copyOf(this.unsupported);
	}

	@Override
	public void close() {
		for (Archive archive : this.archives) {
			try {
				archive.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

}
