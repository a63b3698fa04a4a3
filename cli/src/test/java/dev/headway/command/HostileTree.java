package dev.headway.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Migrations in a tree that contains links of all kinds, next to a folder outside of it.
 */
final class HostileTree {

	/** Files that commands create outside of the migrations. */
	private static final List<String> GENERATED = List.of("db", "db.cmd", "dbw", "dbw.cmd", ".gitattributes",
			"AGENTS.md", ".github/workflows/migrations.yml", ".gitlab/migrations.yml");

	private static final List<String> HOOKS = List.of(".git/hooks/headway-check", ".git/hooks/pre-commit",
			".git/hooks/pre-merge-commit", ".git/hooks/pre-push");

	private final Random random;

	private final Path outside;

	private final Path top;

	private final Path folder;

	private final boolean git;

	HostileTree(Path temporary, Random random) throws IOException {
		this.random = random;
		this.outside = temporary.resolve("outside");
		this.top = temporary.resolve("repository");
		this.folder = this.top.resolve("src/main/resources/db/migration");
		this.git = random.nextInt(4) > 0;
		write(this.outside.resolve("profile"), "export PATH=/x\n");
		write(this.outside.resolve("target.sql"), "-- revises: 1\nselect 3;\n");
		write(this.outside.resolve("d/V3__c.sql"), "-- revises: 1\nselect 3;\n");
		write(this.outside.resolve("d/HEAD"), "3 V3__c.sql\n");
		write(this.outside.resolve("d/.headway-1b4e28ba-2fa1-11d2-883f-0016d3cca427.tmp"), "left over\n");
		write(this.outside.resolve("pre-commit"), "#!/bin/sh\n");
		write(this.top.resolve("README"), "a project\n");
		fill();
		if (this.git) {
			GitClone clone = new GitClone(this.top);
			clone.git("init", "-q", "-b", "main");
			clone.git("config", "user.name", "mary");
			clone.git("config", "user.email", "mary@example.com");
			clone.commit("Add a tree");
			if (chance(4)) {
				hook();
			}
		}
	}

	private void hook() throws IOException {
		Path hooks = this.top.resolve(".git/hooks");
		Files.createDirectories(hooks);
		if (chance(2)) {
			Files.createSymbolicLink(hooks.resolve("pre-commit"), this.outside.resolve("pre-commit"));
		}
		else {
			Files.move(hooks, this.top.resolve(".git/hooks.old"));
			Files.createSymbolicLink(hooks, this.outside);
		}
	}

	private void fill() throws IOException {
		Files.createDirectories(this.top.resolve("src/main/resources"));
		if (chance(8)) {
			Path linked = this.outside.resolve("db");
			Files.createDirectories(linked.resolve("migration"));
			Files.createSymbolicLink(this.top.resolve("src/main/resources/db"), linked);
		}
		else if (chance(8)) {
			Path linked = this.outside.resolve("migration");
			Files.createDirectories(linked);
			Files.createDirectories(this.top.resolve("src/main/resources/db"));
			Files.createSymbolicLink(this.folder, linked);
		}
		write(this.folder.resolve("V1__a.sql"), "create table a (id int);\n");
		write(this.folder.resolve("V2__b.sql"), "-- revises: 1\nselect 2;\n");
		write(this.folder.resolve("U2__b.sql"), "select -2;\n");
		if (chance(2)) {
			write(this.folder.resolve("V4__d.sql"), "-- revises: 1\nselect 4;\n");
		}
		if (chance(3)) {
			write(this.folder.resolve("v9__misnamed.sql"), "-- revises 1\nselect 9;\n");
		}
		if (chance(2)) {
			write(this.folder.resolve("HEAD"), "2 V2__b.sql\n");
		}
		for (String name : List.of("HEAD", "V3__c.sql", "U3__c.sql", "V5__e.sql", "V2__b.sql.conf", "sub", "sub/HEAD",
				"sub/V6__f.sql", "V7__new.sql", ".headway-1b4e28ba-2fa1-11d2-883f-0016d3cca427.tmp", ".headway-edit")) {
			Path path = this.folder.resolve(name);
			if (chance(3) && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)
					&& (!name.startsWith("sub/") || !Files.exists(path.resolveSibling(""), LinkOption.NOFOLLOW_LINKS)
							|| Files.isDirectory(path.resolveSibling(""), LinkOption.NOFOLLOW_LINKS))) {
				Files.createDirectories(path.resolveSibling(""));
				Files.createSymbolicLink(path, target());
			}
		}
		if (chance(3)) {
			Path edit = this.folder.resolve(".headway-edit");
			Files.deleteIfExists(edit);
			write(edit,
					"REWRITE %s %s%nRENAME %s %s%n".formatted(this.outside.resolve("profile").toUri(),
							this.folder.resolve("V1__a.sql").toUri(), this.folder.resolve("loot").toUri(),
							this.outside.resolve("target.sql").toUri()));
		}
		for (String name : List.of(".github", ".github/workflows", ".gitlab", ".gitlab/migrations.yml", "db", "db.cmd",
				"dbw.cmd", ".gitattributes", "AGENTS.md")) {
			Path path = this.top.resolve(name);
			if (chance(5) && !Files.exists(path.resolveSibling(""), LinkOption.NOFOLLOW_LINKS)) {
				Files.createDirectories(path.resolveSibling(""));
			}
			if (chance(4) && Files.isDirectory(path.resolveSibling(""), LinkOption.NOFOLLOW_LINKS)
					&& !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
				Files.createSymbolicLink(path, target());
			}
		}
	}

	/**
	 * A file or folder outside or inside, a dangling link, a loop, or a device.
	 */
	private Path target() {
		List<Path> targets = List.of(this.outside.resolve("profile"), this.outside.resolve("target.sql"),
				this.outside.resolve("d"), this.outside.resolve("d/V3__c.sql"), this.outside,
				this.outside.resolve("none"), this.folder.resolve("V2__b.sql"), this.folder, Path.of("."),
				Path.of(".."), Path.of("HEAD"), Path.of("/dev/null"), this.top.resolve("README"));
		return targets.get(this.random.nextInt(targets.size()));
	}

	private boolean chance(int oneIn) {
		return this.random.nextInt(oneIn) == 0;
	}

	Path folder() {
		return this.folder;
	}

	boolean hasGit() {
		return this.git;
	}

	/**
	 * What must stay as it is: everything outside, every link, and in the tree all files
	 * but the migrations and what is generated.
	 */
	Map<String, String> fixed() throws IOException {
		Map<String, String> fixed = new TreeMap<>();
		add(this.outside, fixed, true);
		add(this.top, fixed, false);
		return fixed;
	}

	private void add(Path root, Map<String, String> files, boolean all) throws IOException {
		try (Stream<Path> paths = Files.walk(root)) {
			for (Path path : paths.toList()) {
				if (Files.isSymbolicLink(path)) {
					files.put(path.toString(), "-> " + Files.readSymbolicLink(path));
				}
				else if (all || isFixed(path)) {
					files.put(path.toString(), "%s %s %s".formatted(Files.getLastModifiedTime(path),
							Files.getPosixFilePermissions(path), content(path)));
				}
			}
		}
	}

	private boolean isFixed(Path path) {
		String name = this.top.relativize(path).toString();
		boolean inGit = name.startsWith(".git/") && !name.startsWith(".git/hooks/");
		return Files.isRegularFile(path) && !path.startsWith(this.folder) && !inGit && !GENERATED.contains(name)
				&& !HOOKS.contains(name);
	}

	private static String content(Path path) throws IOException {
		return Files.isRegularFile(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
	}

	/**
	 * The regular files of the migrations, as far as they are no temporary ones.
	 */
	Map<String, String> migrations() throws IOException {
		Map<String, String> files = new TreeMap<>();
		if (!this.folder.toRealPath().startsWith(this.outside.toRealPath())) {
			try (Stream<Path> paths = Files.walk(this.folder)) {
				for (Path path : paths.filter((file) -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
					.toList()) {
					if (!path.toString().endsWith(".tmp")) {
						files.put(this.folder.relativize(path).toString(), content(path));
					}
				}
			}
		}
		return files;
	}

	private static void write(Path file, String content) throws IOException {
		Files.createDirectories(file.resolveSibling(""));
		Files.writeString(file, content);
	}

}
