package dev.updraft.task;

import org.jspecify.annotations.Nullable;

/** Evaluates an expression in the running notebook and returns the object itself, not its text. */
@FunctionalInterface
public interface LiveNotebook {
  @Nullable Object evaluate(String expression);
}
