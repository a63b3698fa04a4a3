package dev.headway.flyway.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.headway.flyway.internals.ParsedScript.Statement;

/**
 * The digest of the beginning of a script, as its statements are sent, so that it shows
 * whether one of them has changed.
 */
final class StatementDigest {

	private static final int BYTES = 8;

	private final MessageDigest algorithm;

	StatementDigest() {
		try {
			this.algorithm = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Each Java platform has SHA-256", ex);
		}
	}

	private StatementDigest(MessageDigest algorithm) {
		this.algorithm = algorithm;
	}

	StatementDigest copy() {
		try {
			return new StatementDigest((MessageDigest) this.algorithm.clone());
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("The SHA-256 of each Java platform can be cloned", ex);
		}
	}

	void add(Statement statement) {
		byte[] sql = statement.sql().getBytes(StandardCharsets.UTF_8);
		this.algorithm.update(ByteBuffer.allocate(Integer.BYTES).putInt(sql.length).flip());
		this.algorithm.update(sql);
	}

	/**
	 * Return the digest of the statements that were added.
	 */
	String value() {
		return HexFormat.of().formatHex(copy().algorithm.digest(), 0, BYTES);
	}

}
