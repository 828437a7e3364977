package dev.updraft.task.closure;

import java.util.HashMap;
import java.util.Map;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/**
 * Listens to a JShell and remembers which names have changed since when, so that a closure is
 * captured again only when something happened that may concern it.
 */
public final class ClosureWatch implements AutoCloseable {
  private final JShell shell;
  private final JShell.Subscription subscription;
  private final Map<String, Long> changed = new HashMap<>();
  private long importsChanged;
  private long now;

  /** Begins to listen. */
  public ClosureWatch(JShell shell) {
    this.shell = shell;
    this.subscription = shell.onSnippetEvent(this::happened);
  }

  /** A moment: ask {@link #changedSince} with it later. Take it before a capture, not after. */
  public synchronized long token() {
    return now;
  }

  /**
   * Whether a declaration has changed since the moment that the closure may depend on: one of its
   * names, an import, or a constant's present value. Costs microseconds; libraries are not looked
   * at.
   */
  public boolean changedSince(long token, Closure closure) {
    return declaredSince(token, closure) || assigned(closure);
  }

  private synchronized boolean declaredSince(long token, Closure closure) {
    return now > token
        && (importsChanged > token
            || changed.entrySet().stream()
                .anyMatch(
                    change ->
                        change.getValue() > token && closure.names().contains(change.getKey())));
  }

  /** JShell lets a {@code final} variable be assigned, and sends no event about it. */
  private boolean assigned(Closure closure) {
    var constants = closure.constants();
    return !constants.isEmpty()
        && shell
            .variables()
            .anyMatch(
                variable ->
                    constants.containsKey(variable.name())
                        && !shell.varValue(variable).equals(constants.get(variable.name())));
  }

  private synchronized void happened(SnippetEvent event) {
    switch (event.snippet()) {
      case MethodSnippet method -> touch(method.name());
      case TypeDeclSnippet type -> touch(type.name());
      case VarSnippet variable
          when variable.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND ->
          touch(variable.name());
      case ImportSnippet ignored -> importsChanged = ++now;
      default -> {} // expressions and statements declare nothing
    }
  }

  private void touch(String name) {
    changed.put(name, ++now);
  }

  @Override
  public void close() {
    shell.unsubscribe(subscription);
  }
}
