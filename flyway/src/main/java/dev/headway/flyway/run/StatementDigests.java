package dev.headway.flyway.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.headway.flyway.internals.ParsedScript.Statement;

/**
 * Digests of the beginnings of a script, as its statements are sent, so that it shows
 * whether one of them has changed.
 */
final class StatementDigests {

	private static final int BYTES = 8;

	private final MessageDigest algorithm;

	private final List<byte[]> digests = new ArrayList<>(List.of(new byte[0]));

	StatementDigests() {
		try {
			this.algorithm = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Each Java platform has SHA-256", ex);
		}
	}

	void add(Statement statement) {
		this.algorithm.update(this.digests.get(this.digests.size() - 1));
		this.digests.add(this.algorithm.digest(statement.sql().getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Return the digest of the first statements.
	 * @param count how many
	 */
	String of(int count) {
		byte[] digest = this.digests.get(count);
		return HexFormat.of().formatHex(digest, 0, Math.min(BYTES, digest.length));
	}

}
