package dev.headway.script.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.headway.script.code.CodeTokens.Token;
import dev.headway.script.code.CodeTokens.TokenKind;
import dev.headway.script.name.ScriptName;

/**
 * Finds a class at the top level of a source in Java, Kotlin or Groovy, and its
 * annotations.
 */
final class SourceFile {

	private static final Set<String> DECLARATIONS = Set.of("class", "record", "interface", "object", "enum", "trait");

	private static final Set<String> ABSTRACT = Set.of("abstract", "annotation", "enum", "sealed");

	private static final Set<String> ARRAYS = Set.of("arrayOf");

	private final CodeTokens tokens;

	private final String simpleName;

	private final Map<String, String> imports = new HashMap<>();

	private final Map<String, Map<String, List<String>>> annotations = new LinkedHashMap<>();

	private final List<String> modifiers = new ArrayList<>();

	private String packageName = "";

	private Token token;

	SourceFile(CodeTokens tokens, String simpleName) {
		this.tokens = tokens;
		this.simpleName = simpleName;
		this.token = tokens.next();
	}

	Optional<CodeFile> read(ScriptName name) {
		while (this.token.kind() != TokenKind.END) {
			if (this.token.isSign("@")) {
				readAnnotation();
			}
			else if (this.token.kind() == TokenKind.WORD) {
				String word = take();
				if (DECLARATIONS.contains(word) && this.token.isWord(this.simpleName)) {
					return isConcrete(word) ? Optional.of(new CodeFile(className(), name, this.annotations))
							: Optional.empty();
				}
				readWord(word);
			}
			else {
				readSign(take());
			}
		}
		return Optional.empty();
	}

	private boolean isConcrete(String keyword) {
		return (keyword.equals("class") || keyword.equals("record"))
				&& this.modifiers.stream().noneMatch(ABSTRACT::contains);
	}

	private String className() {
		return this.packageName.isEmpty() ? this.simpleName : this.packageName + "." + this.simpleName;
	}

	private void readWord(String word) {
		switch (word) {
			case "package" -> readPackage();
			case "import" -> readImport();
			case "class", "record", "interface", "object", "trait" -> clear();
			default -> this.modifiers.add(word);
		}
	}

	private void readPackage() {
		this.packageName = name();
	}

	private void readImport() {
		String name = name();
		String alias = name.substring(name.lastIndexOf('.') + 1);
		if (this.token.isWord("as")) {
			take();
			alias = take();
		}
		this.imports.put(alias, name);
	}

	private void readSign(String sign) {
		if (sign.equals("{") || sign.equals("(")) {
			int depth = 1;
			while (depth > 0 && this.token.kind() != TokenKind.END) {
				depth += (this.token.isSign("{") || this.token.isSign("(")) ? 1 : 0;
				depth -= (this.token.isSign("}") || this.token.isSign(")")) ? 1 : 0;
				take();
			}
		}
		if (sign.equals("{") || sign.equals(";")) {
			clear();
		}
	}

	private void clear() {
		this.annotations.clear();
		this.modifiers.clear();
	}

	private void readAnnotation() {
		take();
		if (this.token.kind() != TokenKind.WORD || this.token.isWord("interface")) {
			return;
		}
		String name = name();
		if (this.token.isSign(":")) {
			take();
			name = name();
		}
		Map<String, List<String>> values = new LinkedHashMap<>();
		if (this.token.isSign("(")) {
			readValues(values);
		}
		this.annotations.put(this.imports.getOrDefault(name, name), values);
	}

	private void readValues(Map<String, List<String>> values) {
		String attribute = "value";
		List<Token> value = new ArrayList<>();
		int depth = 0;
		do {
			Token next = this.token;
			take();
			if (isOneOf(next, "(", "{", "[")) {
				depth++;
				value.removeIf((part) -> part.isSign("*") || ARRAYS.contains(part.text()));
			}
			else if (isOneOf(next, ")", "}", "]") || next.isSign(",")) {
				add(value, values.computeIfAbsent(attribute, (any) -> new ArrayList<>()));
				depth -= next.isSign(",") ? 0 : 1;
				attribute = (next.isSign(",") && depth == 1) ? "value" : attribute;
			}
			else if (depth == 1 && next.isSign("=") && value.size() == 1) {
				attribute = value.remove(0).text();
			}
			else {
				value.add(next);
			}
		}
		while (depth > 0 && this.token.kind() != TokenKind.END);
		values.values().removeIf((list) -> list.isEmpty() && values.size() > 1);
	}

	private static boolean isOneOf(Token token, String... signs) {
		return List.of(signs).stream().anyMatch(token::isSign);
	}

	/**
	 * Add a text, or an expression as it is written.
	 */
	private static void add(List<Token> value, List<String> values) {
		if (!value.isEmpty()) {
			values.add(String.join("", value.stream().map(Token::text).toList()));
			value.clear();
		}
	}

	/**
	 * A name with dots in it; it may end with one.
	 */
	private String name() {
		StringBuilder name = new StringBuilder();
		if (this.token.isWord("static")) {
			take();
		}
		while (this.token.kind() == TokenKind.WORD) {
			name.append(take());
			if (!this.token.isSign(".")) {
				return name.toString();
			}
			name.append(take());
		}
		return name.toString();
	}

	private String take() {
		String text = this.token.text();
		this.token = this.tokens.next();
		return text;
	}

}
