package dev.headway.script.text;

/**
 * A key of the header.
 */
public enum HeaderKey {

	/**
	 * The parents.
	 */
	REVISES("revises"),

	/**
	 * What must be applied before without being a parent.
	 */
	DEPENDS_ON("depends-on"),

	/**
	 * Branch labels.
	 */
	BRANCH("branch");

	private final String text;

	HeaderKey(String text) {
		this.text = text;
	}

	/**
	 * Return the key as it is written.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

}
