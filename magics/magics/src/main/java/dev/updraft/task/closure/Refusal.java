package dev.updraft.task.closure;

import java.util.List;

/**
 * Why a task cannot be captured: what, where, how the task gets there, and what to do instead.
 *
 * @param what one sentence
 * @param at the place in the notebook
 * @param excerpt the user's line with a caret under the place; may be empty
 * @param chain the display names from the task to the member that contains the place
 * @param wayOut what to do instead
 */
public record Refusal(
    Reason reason,
    String what,
    CellPosition at,
    String excerpt,
    List<String> chain,
    String wayOut) {

  public Refusal {
    chain = List.copyOf(chain);
  }

  /** The kinds of refusals. */
  public enum Reason {
    /** A variable of the notebook is read or written. */
    NOTEBOOK_VARIABLE,
    /** A variable that holds something tied to this JVM: a stream, a socket, a thread. */
    LIVE_RESOURCE,
    /** A {@code final} variable that is no constant, or no longer holds its constant. */
    NOT_CONSTANT,
    /** Something that exists in the notebook only, such as {@code display(..)}. */
    NOTEBOOK_ONLY,
    /** The remote handle of a task, used inside of a task. */
    REMOTE_HANDLE,
    /** The compiler does not accept the code, an unresolved name most of the time. */
    DOES_NOT_COMPILE,
    /** Syntax that the release does not have. */
    NEWER_SYNTAX,
    /** Something other than imports, types and methods in a task cell, or broken syntax. */
    NOT_A_DECLARATION,
    /** No method, or several that could be the task. */
    WHICH_METHOD,
    /** A task's signature that cannot be a task's. */
    SIGNATURE,
    /** Something on the class path that is no jar, or is not there. */
    LIBRARY,
    /** Something in a workflow's method that cannot be a part of a graph. */
    NOT_A_GRAPH
  }

  /** All of it, as a person reads it. */
  public String text() {
    var text = new StringBuilder(at.toString()).append(": ").append(what);
    if (!excerpt.isEmpty()) {
      text.append('\n').append(excerpt);
    }
    if (chain.size() > 1) {
      text.append("\n  reached through: ").append(String.join(" -> ", chain));
    }
    return text.append("\n  way out: ").append(wayOut).toString();
  }
}
