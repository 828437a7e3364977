/**
 * How answers look: pure functions from a record to HTML and to its plain-text twin, with the same
 * words in both. Quiet: state by glyph first and by colour second, one idea per line, the value
 * loudest. The style sheet is in {@link Html}, scoped, and uses JupyterLab's own variables for
 * everything but five state colours.
 */
@NullMarked
package dev.updraft.magics.view;

import org.jspecify.annotations.NullMarked;
