/**
 * When a schedule is due: cron expressions and fixed rates, the next moment of each, and what
 * happens with moments that were missed. On the JDK alone, so that a notebook refuses what the
 * backend would, and shows the moments at which the backend will fire.
 */
@NullMarked
package dev.updraft.types.schedule;

import org.jspecify.annotations.NullMarked;
