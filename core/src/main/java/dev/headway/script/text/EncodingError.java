package dev.headway.script.text;

import java.nio.charset.Charset;

/**
 * Bytes that are none of the encoding a script is read with.
 *
 * @param encoding the encoding
 * @param line the line they are in, counted from one
 * @param offset how many bytes come before them
 */
public record EncodingError(Charset encoding, int line, long offset) {

}
