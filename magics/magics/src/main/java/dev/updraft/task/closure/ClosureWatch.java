package dev.updraft.task.closure;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/**
 * Listens to a JShell: remembers in which cell each snippet was declared, and which names have
 * changed since when, so that a closure is captured again only when something happened that may
 * concern it.
 */
public final class ClosureWatch implements SnippetPlaces, AutoCloseable {
  private final JShell shell;
  private final Supplier<CellText> currentCell;
  private final JShell.Subscription subscription;
  private final Map<Snippet, CellPosition> places = new HashMap<>();
  private final Map<String, Long> changed = new HashMap<>();
  private long importsChanged;
  private long now;

  /**
   * Begins to listen; {@code currentCell} is asked, on the evaluating thread, which cell is being
   * evaluated.
   */
  public ClosureWatch(JShell shell, Supplier<CellText> currentCell) {
    this.shell = shell;
    this.currentCell = currentCell;
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
  public synchronized boolean changedSince(long token, Closure closure) {
    return importsChanged > token
        || changed.entrySet().stream()
            .anyMatch(
                change -> change.getValue() > token && closure.names().contains(change.getKey()))
        || shell
            .variables()
            .anyMatch(
                variable ->
                    closure.constants().containsKey(variable.name())
                        && !shell
                            .varValue(variable)
                            .equals(closure.constants().get(variable.name())));
  }

  @Override
  public synchronized CellPosition startOf(Snippet snippet) {
    return places.getOrDefault(snippet, new CellPosition("an earlier cell", 1, 1));
  }

  private synchronized void happened(SnippetEvent event) {
    var snippet = event.snippet();
    if (event.causeSnippet() == null && snippet instanceof PersistentSnippet) {
      places.put(snippet, place(snippet));
    }
    switch (snippet) {
      case MethodSnippet method -> touch(method.name());
      case TypeDeclSnippet type -> touch(type.name());
      case VarSnippet variable
          when variable.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND ->
          touch(variable.name());
      default -> {
        if (snippet.kind() == Snippet.Kind.IMPORT) {
          importsChanged = ++now;
        }
      }
    }
  }

  private void touch(String name) {
    changed.put(name, ++now);
  }

  /**
   * Where the snippet stands in its cell, if its text can be found there; JShell may have added a
   * semicolon to it.
   */
  private CellPosition place(Snippet snippet) {
    var cell = currentCell.get();
    var source = snippet.source();
    int offset =
        cell.text()
            .indexOf(source.endsWith(";") ? source.substring(0, source.length() - 1) : source);
    return offset < 0 ? new CellPosition(cell.start().cell(), 1, 1) : cell.at(offset);
  }

  @Override
  public void close() {
    shell.unsubscribe(subscription);
  }
}
