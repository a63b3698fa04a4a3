/**
 * What is written in a script: its header, its encoding and its checksum, all found in
 * one pass.
 */
@NullMarked
package dev.headway.script.text;

import org.jspecify.annotations.NullMarked;
