/**
 * Migration scripts on disk or class path, the graph they form and their problems. More
 * than fifteen types, because the classes that read and resolve scripts share
 * package-private types with {@link dev.headway.script.MigrationScripts}.
 */
@NullMarked
package dev.headway.script;

import org.jspecify.annotations.NullMarked;
