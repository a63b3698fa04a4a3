package dev.headway.script.text;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a script, which can be read more than once and are not kept in memory.
 */
@FunctionalInterface
public interface ScriptBytes {

	/**
	 * Begin to read.
	 * @return the bytes, for the caller to close
	 * @throws IOException if they cannot be read
	 */
	InputStream open() throws IOException;

}
