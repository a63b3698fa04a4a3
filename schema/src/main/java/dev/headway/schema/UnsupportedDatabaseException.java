package dev.headway.schema;

import dev.headway.HeadwayException;

/**
 * Thrown when {@link SchemaSnapshot} cannot read the structure of a database.
 */
public class UnsupportedDatabaseException extends HeadwayException {

	private final String product;

	UnsupportedDatabaseException(String product) {
		super("Cannot read the structure of a database of type %s. Use H2, PostgreSQL or MariaDB.".formatted(product));
		this.product = product;
	}

	/**
	 * The database that is not supported.
	 * @return its product name as the JDBC driver reports it
	 */
	public String product() {
		return this.product;
	}

}
