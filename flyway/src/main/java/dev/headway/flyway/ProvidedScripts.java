package dev.headway.flyway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Supplier;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;

import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptResource;

/**
 * The scripts of a user's own {@link ResourceProvider}, which takes the place of the
 * locations. Java migrations still come from the locations, as with Flyway.
 *
 * @param provider the user's provider
 * @param configuration has the suffixes and the encoding
 * @param locations the locations
 */
record ProvidedScripts(ResourceProvider provider, Configuration configuration,
		Supplier<ScriptListing> locations) implements Supplier<ScriptListing> {

	@Override
	public ScriptListing get() {
		ScriptListing inLocations = this.locations.get();
		List<ScriptResource> resources = this.provider.getResources("", this.configuration.getSqlMigrationSuffixes())
			.stream()
			.<ScriptResource>map((resource) -> new ProvidedScript(resource, this.configuration))
			.toList();
		return new ScriptListing() {

			@Override
			public List<ScriptResource> resources() {
				return resources;
			}

			@Override
			public List<String> classNames() {
				return inLocations.classNames();
			}

			@Override
			public void close() {
				inLocations.close();
			}

		};
	}

	/**
	 * One script, which Flyway provides as text and Headway reads as bytes.
	 *
	 * @param resource Flyway's resource
	 * @param configuration has the encoding
	 */
	private record ProvidedScript(LoadableResource resource, Configuration configuration) implements ScriptResource {

		@Override
		public String filename() {
			return this.resource.getFilename();
		}

		@Override
		public String relativePath() {
			return this.resource.getRelativePath();
		}

		@Override
		public String path() {
			return this.resource.getAbsolutePath();
		}

		@Override
		public InputStream open() throws IOException {
			StringWriter text = new StringWriter();
			try (Reader reader = this.resource.read()) {
				reader.transferTo(text);
			}
			return new ByteArrayInputStream(text.toString().getBytes(this.configuration.getEncoding()));
		}

	}

}
