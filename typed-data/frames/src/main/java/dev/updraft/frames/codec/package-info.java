/**
 * The user's codecs: classes whose values travel as files of a format of their own. The kernel and
 * the runner find and call them alike.
 */
@NullMarked
package dev.updraft.frames.codec;

import org.jspecify.annotations.NullMarked;
