/**
 * When a launch plan is due: cron as Flyte reads it, fixed rates, and what becomes of ticks that
 * nobody was there for. On the JDK alone, so that notebook and backend count the same times.
 *
 * <p>Ours, and not cron-utils: its Unix dialect differs from the one that Flyte's server reads
 * (robfig's standard parser: aliases, {@code ?}, day fields joined by "or"), it has its own view of
 * daylight saving, and its last releases are years old.
 */
@NullMarked
package dev.updraft.types.schedule;

import org.jspecify.annotations.NullMarked;
