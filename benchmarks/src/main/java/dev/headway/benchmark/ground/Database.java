package dev.headway.benchmark.ground;

/**
 * Makes empty databases of one kind.
 */
public interface Database extends AutoCloseable {

	/**
	 * What kind it is.
	 * @return its name and version
	 */
	String name();

	/**
	 * Make a database.
	 * @return how to reach it, from other processes too
	 */
	Access create();

	/**
	 * Throw a database away.
	 * @param access how to reach it
	 */
	void drop(Access access);

	@Override
	default void close() {
	}

}
