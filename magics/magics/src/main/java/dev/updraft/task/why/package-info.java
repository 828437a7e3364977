/**
 * Why a call runs although something like it is remembered: the nearest earlier output, and what
 * differs from it in words.
 */
@NullMarked
package dev.updraft.task.why;

import org.jspecify.annotations.NullMarked;
