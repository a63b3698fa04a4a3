package dev.headway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the test classes exist that {@code docs/reliability.md} names.
 */
class ReliabilityPageTests {

	private static final Pattern NAME = Pattern.compile("`(\\w+Tests)`");

	@Test
	void pageNamesTestClassesThatExist() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "reliability.md"));
		List<String> named = NAME.matcher(page).results().map((result) -> result.group(1) + ".java").toList();
		assertThat(named).hasSizeGreaterThan(10);
		assertThat(testFiles()).containsAll(named);
	}

	private static Set<String> testFiles() throws IOException {
		try (Stream<Path> modules = Files.list(Path.of(".."))) {
			return modules.map((module) -> module.resolve("src/test/java"))
				.filter(Files::isDirectory)
				.flatMap(ReliabilityPageTests::names)
				.collect(Collectors.toSet());
		}
	}

	private static Stream<String> names(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.map((file) -> file.getFileName().toString()).toList().stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
