package dev.headway.benchmark.ground;

import java.nio.file.Path;
import java.util.UUID;

import org.h2.engine.Constants;
import org.jspecify.annotations.Nullable;

/**
 * H2, in the memory of this process or in files.
 */
final class H2Database implements Database {

	private final @Nullable Path folder;

	/**
	 * Create the kind of database.
	 * @param folder where its files go, {@code null} to keep it in memory
	 */
	H2Database(@Nullable Path folder) {
		this.folder = folder;
	}

	@Override
	public String name() {
		return "H2 %s %s".formatted(Constants.VERSION, (this.folder != null) ? "in a file" : "in memory");
	}

	@Override
	public Access create() {
		UUID name = UUID.randomUUID();
		return new Access((this.folder != null) ? "jdbc:h2:file:" + this.folder.resolve(name.toString())
				: "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
	}

	@Override
	public void drop(Access access) {
		if (this.folder == null) {
			access.execute("shutdown");
		}
	}

}
