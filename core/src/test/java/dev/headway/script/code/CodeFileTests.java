package dev.headway.script.code;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.name.ScriptKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * What is found in sources and class files without compiling or loading them.
 */
class CodeFileTests {

	private static final String REVISES = "dev.headway.script.Revises";

	private static final String QUOTES = "\"\"\"";

	@Test
	void readWhenSourceIsJavaFindsClassAndAnnotation() throws IOException {
		CodeFile file = java("package db.migration;", "import dev.headway.script.Revises;",
				"@Deprecated @Revises(value = { \"1\", \"1.5\" }, dependsOn = \"billing\", branch = {})",
				"public final class V2__Fill extends BaseJavaMigration { }")
			.orElseThrow();
		assertThat(file.className()).isEqualTo("db.migration.V2__Fill");
		assertThat(file.name().kind()).isEqualTo(ScriptKind.VERSIONED);
		assertThat(file.name().version()).hasToString("2");
		assertThat(file.name().description()).isEqualTo("Fill");
		assertThat(file.values(REVISES, "value")).containsExactly("1", "1.5");
		assertThat(file.values(REVISES, "dependsOn")).containsExactly("billing");
		assertThat(file.values(REVISES, "branch")).isEmpty();
		assertThat(file.has("java.lang.Deprecated")).isTrue();
	}

	static Stream<Arguments> annotations() {
		return Stream.of(Arguments.of("@Revises(\"1\")", List.of("1")),
				Arguments.of("@dev.headway.script.Revises(\"1\")", List.of("1")),
				Arguments.of("@ Revises ( value = \"1\" )", List.of("1")), Arguments.of("@Revises({})", List.of()),
				Arguments.of("@Revises({ \"1\", \"2\", })", List.of("1", "2")),
				Arguments.of("@Revises(\"\\u0031\\56\\u0032\")", List.of("1.2")),
				Arguments.of("@Revises(" + QUOTES + "1" + QUOTES + ")", List.of("1")),
				Arguments.of("@Revises(Versions.PARENT)", List.of("Versions.PARENT")),
				Arguments.of("@Revises(\"1\" + \"2\")", List.of("1+2")),
				Arguments.of("// @Revises(\"9\")\n/* @Revises(\"8\") \" */ @Revises(/* \"7\" */ \"1\")", List.of("1")),
				Arguments.of("@Note(\"@Revises(\\\"9\\\") class V2__Fill {\") @Revises(\"1\")", List.of("1")),
				Arguments.of("@Note(value = '\"') @Revises(\"1\")", List.of("1")),
				Arguments.of("@Revises(\"9\") class Other { @Revises(\"8\") class V2__Fill { } }\n@Revises(\"1\")",
						List.of("1")),
				Arguments.of("interface Notes { String A = " + QUOTES + "\n} \" @Revises(\"9\")\n" + QUOTES
						+ "; char C = '}'; char D = '\\''; }\n@Revises(\"1\") public", List.of("1")));
	}

	@ParameterizedTest
	@MethodSource("annotations")
	void readWhenJavaIsTrickyFindsTheValues(String before, List<String> expected) throws IOException {
		CodeFile file = java(before + " class V2__Fill { }").orElseThrow();
		assertThat(file.has(REVISES)).isTrue();
		assertThat(file.values(REVISES, "value")).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "class V2__Fill { @Revises(\"1\") class Other { } }", "// @Revises(\"1\")\nclass V2__Fill { }",
					"/* @Revises(\"1\") */ class V2__Fill { }", "@Note(\"@Revises(1)\") class V2__Fill { }",
					"@Revises(\"1\") class Other { } class V2__Fill { }", "@com.acme.Revises(\"1\") class V2__Fill { }",
					"import com.acme.Revises; @Revises(\"1\") class V2__Fill { }" })
	void readWhenAnnotationIsElsewhereHasNone(String source) throws IOException {
		assertThat(java(source).orElseThrow().has(REVISES)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "public abstract class V2__Fill { }", "interface V2__Fill { }", "@interface V2__Fill { }",
			"enum V2__Fill { }", "class Other { class V2__Fill { } }", "// class V2__Fill { }", "", "class V2__Fil",
			"/* class V2__Fill { }", "@Note(\"class V2__Fill {\")" })
	void readWhenThereIsNoSuchClassIsEmpty(String source) throws IOException {
		assertThat(java(source)).isEmpty();
	}

	static Stream<Arguments> kotlin() {
		return Stream.of(Arguments.of("@Revises(\"1\", \"2\")", List.of("1", "2")),
				Arguments.of("@Revises(value = [\"1\", \"2\"])", List.of("1", "2")),
				Arguments.of("@Revises(*[\"1\"])", List.of("1")),
				Arguments.of("@Revises(*arrayOf(\"1\"))", List.of("1")),
				Arguments.of("@Revises(" + QUOTES + "1" + QUOTES + ", dependsOn = [\"5\"])", List.of("1")),
				Arguments.of("/* /* */ @Revises(\"9\") */ @Revises(\"1\") open", List.of("1")),
				Arguments.of("val note = \"a ${ \"}\" } {\"\nval more = " + QUOTES + "\\" + QUOTES
						+ "\n@Revises(\"1\") internal", List.of("1")),
				Arguments.of("abstract class Base\n@Revises(\"1\")", List.of("1")),
				Arguments.of("fun f(x: Int = g({ 1 })) { class V2__Fill }\n@Revises(\"1\")", List.of("1")));
	}

	@ParameterizedTest
	@MethodSource("kotlin")
	void readWhenSourceIsKotlinFindsTheValues(String before, List<String> expected) throws IOException {
		CodeFile file = read("V2__Fill.kt",
				"@file:Suppress(\"a\")\npackage db.migration\nimport dev.headway.script.Revises\n" + before
						+ " class V2__Fill : BaseJavaMigration() { }")
			.orElseThrow();
		assertThat(file.className()).isEqualTo("db.migration.V2__Fill");
		assertThat(file.values(REVISES, "value")).isEqualTo(expected);
	}

	@Test
	void readWhenImportHasAliasFindsAnnotation() throws IOException {
		assertThat(read("V2__Fill.kt", "import dev.headway.script.Revises as After\n@After(\"1\") class `V2__Fill`")
			.orElseThrow()
			.values(REVISES, "value")).containsExactly("1");
	}

	@Test
	void readWhenKotlinTextsAreNestedWithoutEndEnds() throws IOException {
		String nested = "\"${".repeat(200_000);
		assertThat(read("V2__Fill.kt", "val a = " + nested + "\n@Revises(\"1\") class V2__Fill")).isEmpty();
		assertThat(read("V2__Fill.kt", "@Revises(" + nested)).isEmpty();
	}

	@Test
	void readWhenKotlinObjectIsEmpty() throws IOException {
		assertThat(read("V2__Fill.kt", "object V2__Fill : BaseJavaMigration()")).isEmpty();
	}

	@Test
	void readWhenSourceIsGroovyFindsTheValues() throws IOException {
		CodeFile file = read("V2__Fill.groovy", "@Revises(['1', '2'])\nclass V2__Fill { }").orElseThrow();
		assertThat(file.values(REVISES, "value")).containsExactly("1", "2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "V2.java", "Fill.java", "V2__Fill.txt", "V2__Fill", "V2__Fill$1.class", "U2__Fill.java",
			"B2__Fill.java", "Vx__Fill.java", "R1__Fill.java", "V2__Fill.java.bak", "V2__Fill.sh", "V2__Fill.py" })
	void nameWhenFileIsNotNamedAsMigrationIsEmpty(String filename) throws IOException {
		assertThat(CodeFile.name(filename)).isEmpty();
		assertThat(read(filename, "class V2__Fill { }")).isEmpty();
	}

	@Test
	void readWhenRepeatableHasNoVersion() throws IOException {
		assertThat(read("R__Fill.java", "class R__Fill { }").orElseThrow().name().version()).isNull();
		assertThat(CodeFile.name("V1_2__Fill.kt").orElseThrow().version()).hasToString("1.2");
	}

	@Test
	void readWhenSourceIsHugeReadsItsBeginning() throws IOException {
		String filler = "// x\n".repeat(300_000);
		assertThat(java("@Revises(\"1\") class V2__Fill {", filler, "}")).isPresent();
		assertThat(java(filler, "@Revises(\"1\") class V2__Fill { }")).isEmpty();
	}

	@Test
	void readWhenClassFileFindsAnnotations(@TempDir Path folder) throws IOException {
		CodeFile file = compiled(folder,
				"@dev.headway.script.Revises(value = { \"1\", \"1.5\" }, dependsOn = \"billing\") @Deprecated(since = \"1\")"
						+ " public class V2__Fill { long a = 5L; static final double B = 2; static final String C = \"c\";"
						+ " @Deprecated int f() { Runnable r = () -> { }; r.run(); return 70000; } }")
			.orElseThrow();
		assertThat(file.className()).isEqualTo("db.migration.V2__Fill");
		assertThat(file.values(REVISES, "value")).containsExactly("1", "1.5");
		assertThat(file.values(REVISES, "dependsOn")).containsExactly("billing");
		assertThat(file.values("java.lang.Deprecated", "since")).containsExactly("1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "public abstract class V2__Fill { }", "public interface V2__Fill { }",
			"public enum V2__Fill { A }" })
	void readWhenClassFileIsNotConcreteIsEmpty(String source, @TempDir Path folder) throws IOException {
		assertThat(compiled(folder, source)).isEmpty();
	}

	@Test
	void readWhenClassFileIsDamagedFails() {
		assertThatIOException().isThrownBy(() -> read("V2__Fill.class", "class"))
			.withMessageContaining("not a class file");
		assertThatIOException().isThrownBy(() -> CodeFile.read("V2__Fill.class",
				new ByteArrayInputStream(new byte[] { (byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0 })));
	}

	private static Optional<CodeFile> compiled(Path folder, String source) throws IOException {
		Path file = Files.writeString(folder.resolve("V2__Fill.java"), "package db.migration; " + source);
		int result = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-cp", System.getProperty("java.class.path"), "-proc:none", file.toString());
		assertThat(result).isZero();
		return CodeFile.read("V2__Fill.class",
				new ByteArrayInputStream(Files.readAllBytes(folder.resolve("V2__Fill.class"))));
	}

	private static Optional<CodeFile> java(String... lines) throws IOException {
		return read("V2__Fill.java", String.join("\n", lines));
	}

	private static Optional<CodeFile> read(String filename, String source) throws IOException {
		return CodeFile.read(filename, new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)));
	}

}
