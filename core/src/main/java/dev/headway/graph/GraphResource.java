package dev.headway.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The style sheets and the script of pictures and pages, which are files on the class
 * path.
 */
enum GraphResource {

	/**
	 * The style of a picture.
	 */
	SVG_STYLE("graph.css"),

	/**
	 * The style of a page with pictures.
	 */
	PAGE_STYLE("graph.css", "page.css"),

	/**
	 * The script of a page, in comments with which a page is well-formed XML as well.
	 */
	PAGE_SCRIPT("page.js") {

		@Override
		String text() {
			return "//<![CDATA[\n%s//]]>".formatted(super.text());
		}

	};

	private final String text;

	GraphResource(String... names) {
		this.text = Arrays.stream(names).map(GraphResource::read).collect(Collectors.joining());
	}

	private static String read(String name) {
		try (InputStream input = Objects.requireNonNull(GraphResource.class.getResourceAsStream(name), name)) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String text() {
		return this.text;
	}

	/**
	 * The hash that allows the text in a content security policy.
	 */
	String source() {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
			return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(digest));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
