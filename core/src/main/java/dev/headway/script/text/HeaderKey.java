package dev.headway.script.text;

/**
 * A key of the {@link Header}.
 */
public enum HeaderKey {

	/** The parents. */
	REVISES("revises"),

	/** Revisions that must be applied before without being parents. */
	DEPENDS_ON("depends-on"),

	/** Branch labels. */
	BRANCH("branch"),

	/** How long its statements wait for locks. */
	LOCK_TIMEOUT("lock-timeout");

	private final String text;

	HeaderKey(String text) {
		this.text = text;
	}

	/**
	 * Return the key as written in a script.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

}
