package dev.headway.script;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.headway.script.name.ScriptNaming;

/**
 * Scripts in memory, and the settings to load them with.
 */
final class TestScripts {

	private final Map<String, ScriptResource> files = new LinkedHashMap<>();

	private final List<CodeMigration> code = new ArrayList<>();

	private ParentRule rule = ParentRule.AUTO;

	private boolean validateNaming;

	private boolean verifyContent = true;

	static TestScripts of(String... namesAndContents) {
		TestScripts scripts = new TestScripts();
		for (int i = 0; i < namesAndContents.length; i += 2) {
			scripts.with(namesAndContents[i], namesAndContents[i + 1]);
		}
		return scripts;
	}

	TestScripts with(String name, String content) {
		return with(name, content.getBytes(StandardCharsets.UTF_8));
	}

	TestScripts with(String name, byte[] content) {
		this.files.put(name, new InMemory(name, () -> new ByteArrayInputStream(content)));
		return this;
	}

	TestScripts withBroken(String name) {
		this.files.put(name, new InMemory(name, () -> {
			throw new IOException("broken disk");
		}));
		return this;
	}

	TestScripts with(String className, @Nullable String version, Class<?> annotated) {
		this.code.add(new CodeMigration(className, version, "in Java", annotated.getAnnotation(Revises.class), null));
		return this;
	}

	TestScripts with(ParentRule rule) {
		this.rule = rule;
		return this;
	}

	TestScripts validateNaming() {
		this.validateNaming = true;
		return this;
	}

	TestScripts namesOnly() {
		this.verifyContent = false;
		return this;
	}

	MigrationScripts load() {
		List<ScriptResource> resources = List.copyOf(this.files.values());
		ScriptSettings settings = new ScriptSettings(ScriptNaming.standard(), StandardCharsets.UTF_8, false, this.rule,
				false, this.validateNaming, this.verifyContent);
		return MigrationScripts.load(settings, () -> () -> resources, this.code);
	}

	/**
	 * A script in memory.
	 *
	 * @param relativePath where it lies
	 * @param content opens it
	 */
	private record InMemory(String relativePath, Opening content) implements ScriptResource {

		@Override
		public String filename() {
			return this.relativePath.substring(this.relativePath.lastIndexOf('/') + 1);
		}

		@Override
		public InputStream open() throws IOException {
			return this.content.open();
		}

	}

	private interface Opening {

		InputStream open() throws IOException;

	}

}
