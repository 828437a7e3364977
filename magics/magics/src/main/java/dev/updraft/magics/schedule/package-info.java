/** Schedules of registered workflows: the same verbs for notebook and terminal. */
@NullMarked
package dev.updraft.magics.schedule;

import org.jspecify.annotations.NullMarked;
