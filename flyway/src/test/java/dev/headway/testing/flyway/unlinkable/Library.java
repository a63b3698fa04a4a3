package dev.headway.testing.flyway.unlinkable;

/**
 * What may be missing.
 */
class Library {

	void use() {
	}

	/**
	 * What may be missing, too.
	 */
	interface Use {

	}

}
