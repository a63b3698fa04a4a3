/**
 * The revision graph as pictures: text, SVG, Mermaid, DOT, and a page of HTML.
 */
@NullMarked
package dev.headway.graph;

import org.jspecify.annotations.NullMarked;
