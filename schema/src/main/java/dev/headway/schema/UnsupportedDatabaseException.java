package dev.headway.schema;

import dev.headway.HeadwayException;

/**
 * Thrown when the structure of a database of an unknown kind is asked for.
 */
public class UnsupportedDatabaseException extends HeadwayException {

	private final String product;

	UnsupportedDatabaseException(String product) {
		super("Cannot read the structure of a database of type %s. Use H2, PostgreSQL or MariaDB.".formatted(product));
		this.product = product;
	}

	/**
	 * The name that the database gives itself.
	 * @return the product's name
	 */
	public String product() {
		return this.product;
	}

}
