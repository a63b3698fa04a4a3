package dev.headway.command.invocation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.headway.ShellWord;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;
import dev.headway.script.location.SourceFolders;
import dev.headway.script.name.VendorFolders;

/**
 * The folders of the migrations that a command is about, as its options or the
 * application name them, of one database if {@code {vendor}} stands for several.
 */
final class MigrationFolders {

	private final FileOptions options;

	private final Supplier<SourceFolders> application;

	private String vendor = "";

	private @Nullable SourceFolders current;

	/**
	 * Create an instance.
	 * @param options may name locations
	 * @param application the folders if they name none
	 */
	MigrationFolders(FileOptions options, Supplier<SourceFolders> application) {
		this.options = options;
		this.application = application;
	}

	List<String> vendors() {
		String vendor = this.options.vendor();
		List<String> found = (vendor != null) ? List.of(vendor) : VendorFolders.databases(this.options.locations());
		return found.isEmpty() ? List.of("") : found;
	}

	void use(String vendor) {
		this.vendor = vendor;
		this.current = null;
	}

	SourceFolders current() {
		SourceFolders current = this.current;
		if (current == null) {
			current = find(this.vendor.isEmpty() ? vendors().get(0) : this.vendor);
			this.current = current;
		}
		return current;
	}

	private SourceFolders find(String vendor) {
		List<String> locations = this.options.locations();
		Path into = this.options.into();
		if (locations.isEmpty()) {
			SourceFolders folders = this.application.get();
			return (into != null) ? folders.into(into) : folders;
		}
		return SourceFolders.of(locations.stream()
			.map((location) -> vendor.isEmpty() ? location : location.replace(VendorFolders.VENDOR, vendor))
			.toList(), into);
	}

	List<String> locations() {
		List<String> given = this.options.locations();
		return given.isEmpty() ? current().locations() : SourceFolders.of(given, null).locations();
	}

	/**
	 * Make sure that all of them can be read.
	 * @throws CommandException if one does not exist or cannot be read
	 */
	void require() {
		current().roots().forEach(MigrationFolders::require);
	}

	private static void require(Path folder) {
		if (!Files.isDirectory(folder)) {
			throw new CommandException(ExitCode.INVALID,
					"There is no folder '%s'. Specify the migrations folder with --location, or create it with 'db init'."
						.formatted(folder));
		}
		if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
			throw new CommandException(ExitCode.INVALID,
					"The folder '%s' cannot be read. Fix its permissions.".formatted(folder));
		}
	}

	Optional<String> intoFolderOf(String database) {
		List<Path> roots = current().roots().stream().map(MigrationFolders::normalized).toList();
		Map<Path, String> vendors = new LinkedHashMap<>();
		roots.forEach((root) -> VendorFolders.database(root, roots).ifPresent((vendor) -> vendors.put(root, vendor)));
		Optional<Path> own = current().roots()
			.stream()
			.filter((root) -> isOf(database, vendors.get(normalized(root))))
			.findFirst();
		if (this.options.into() == null && own.isPresent()) {
			this.current = current().into(own.get());
		}
		Path folder = current().folder();
		return (vendors.isEmpty() || vendors.containsKey(normalized(folder))) ? Optional.empty()
				: Optional.of("The SQL is for %s, but '%s' is for every database.%s".formatted(
						database, folder, own
							.map((other) -> " To write into the folder of %s, use --into %s".formatted(database,
									ShellWord.of(other.toString())))
							.orElse("")));
	}

	private static Path normalized(Path path) {
		return path.toAbsolutePath().normalize();
	}

	private static boolean isOf(String database, @Nullable String vendor) {
		return switch (String.valueOf(vendor)) {
			case "postgres" -> database.equalsIgnoreCase("postgresql");
			case "mysql" -> database.equalsIgnoreCase("mariadb");
			default -> database.equalsIgnoreCase(vendor);
		};
	}

	/**
	 * Names of the files of other databases, if new ones are for every database.
	 */
	Set<String> filesOfOthers() {
		Set<String> files = new LinkedHashSet<>();
		List<String> vendors = VendorFolders.databases(this.options.locations());
		if (vendors.size() > 1 && isForEveryDatabase()) {
			for (String vendor : vendors) {
				find(vendor).list().forEach((file) -> files.add(file.filename()));
			}
		}
		return files;
	}

	private boolean isForEveryDatabase() {
		Path into = this.options.into();
		String first = (into != null) ? into.toString() : this.options.locations().get(0);
		return !first.contains(VendorFolders.VENDOR) && this.options.locations()
			.stream()
			.filter((location) -> location.contains(VendorFolders.VENDOR))
			.noneMatch((location) -> vendors().stream()
				.anyMatch((vendor) -> location.replace(VendorFolders.VENDOR, vendor).equals(first)));
	}

	/**
	 * Refuse to change files of one database if it is not known which one is meant.
	 * @param changes the changes
	 * @throws CommandException if there are several databases
	 */
	void requireOneVendor(FileChanges changes) {
		if (vendors().size() < 2) {
			return;
		}
		SourceFolders other = find(vendors().get(1));
		changes.changes()
			.stream()
			.map(FileChange::path)
			.filter((path) -> current().contains(path) && !other.contains(path))
			.findFirst()
			.ifPresent((path) -> {
				throw new CommandException(ExitCode.USAGE,
						"'%s' belongs to one database, and {vendor} can be %s. Add --vendor with one of them, and repeat the command for the others."
							.formatted(path, String.join(", ", vendors())));
			});
	}

}
