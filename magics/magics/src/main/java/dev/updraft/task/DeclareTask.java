package dev.updraft.task;

import dev.updraft.cell.TaskOptions;
import dev.updraft.task.closure.CaptureClosure;
import dev.updraft.task.closure.CaptureRefused;
import dev.updraft.task.closure.CellText;
import dev.updraft.task.closure.Closure;
import dev.updraft.task.closure.NotebookCode;
import dev.updraft.task.closure.Piece;
import dev.updraft.task.closure.Refusal;
import dev.updraft.task.closure.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jdk.jshell.MethodSnippet;

/**
 * Finds out all about a task cell before anything of it is evaluated, so that a bad cell leaves the
 * notebook as it was.
 */
public final class DeclareTask {
  private final CaptureClosure capture;

  public DeclareTask(CaptureClosure capture) {
    this.capture = capture;
  }

  /**
   * Analyses a task cell.
   *
   * @param body the cell without its magic line
   * @param options the magic line; its name is that of a method of the cell, or another name for
   *     the cell's task
   * @param earlier the declaration of this name that is in force, if there is one
   * @throws dev.updraft.task.closure.CaptureRefused with all reasons
   */
  public DeclaredTask of(
      NotebookCode notebook,
      CellText body,
      TaskOptions options,
      Surroundings surroundings,
      Function<String, Optional<DeclaredTask>> earlier) {
    var captured = capture.ofCell(notebook, body, options.name(), surroundings);
    var closure = captured.closure();
    var task = options.name().orElse(closure.signature().method());
    CheckCaching.of(options.caching(), closure, body);
    var pieces = notebook.pieces();
    TaskName.check(task, closure, pieces);
    oneSignature(closure);
    var overload = earlier.apply(task).flatMap(before -> overload(before.closure(), closure));
    var notes = new ArrayList<>(closure.warnings());
    hidden(task, pieces).ifPresent(notes::add);
    overload.ifPresent(
        key ->
            notes.add(
                "The earlier signature "
                    + key.substring(2)
                    + " is dropped: a task has one signature, and this one replaces it."));
    return new DeclaredTask(
        task,
        options,
        closure,
        captured.source(),
        HandleSource.of(task, closure.signature()),
        captured.imports(),
        overload,
        notes);
  }

  /**
   * JShell loses its way among a type and two methods of one name that need each other; and people
   * would too.
   */
  private static void oneSignature(Closure closure) {
    var task = closure.members().getFirst();
    var prefix = "m:" + closure.signature().method() + "(";
    closure.members().stream()
        .skip(1)
        .filter(member -> member.key().startsWith(prefix))
        .findFirst()
        .ifPresent(
            other -> {
              throw new CaptureRefused(
                  new Refusal(
                      Refusal.Reason.SIGNATURE,
                      "the task "
                          + task.name()
                          + " needs "
                          + other.name()
                          + " ("
                          + other.place().cell()
                          + "); a task has one signature.",
                      task.place(),
                      "",
                      List.of(),
                      "give the other one a name of its own."));
            });
  }

  /** The earlier method, unless the new task is that method. */
  private static Optional<String> overload(Closure before, Closure now) {
    var key = before.members().getFirst().key();
    return now.members().getFirst().key().equals(key)
            || !before.signature().method().equals(now.signature().method())
        ? Optional.empty()
        : Optional.of(key);
  }

  /**
   * Whether a method of the notebook is the one of a member key: {@link DeclaredTask#overload()}
   * names what to drop, and the types in it are erased and full while JShell knows them as written.
   */
  public static boolean isOverload(MethodSnippet method, String key) {
    var types = key.substring(key.indexOf('(') + 1, key.length() - 1);
    return key.startsWith("m:" + method.name() + "(")
        && simple(types).equals(simple(method.parameterTypes()));
  }

  private static String simple(String types) {
    var raw = types;
    for (var before = ""; !before.equals(raw); ) {
      before = raw;
      raw = raw.replaceAll("<[^<>]*>", ""); // the innermost ones, until none is left
    }
    return raw.replaceAll("[\\w$]+\\.(?=\\w)", "").replace("...", "[]").replaceAll("\\s", "");
  }

  private static Optional<String> hidden(String task, List<Piece> pieces) {
    return pieces.stream()
        .filter(piece -> piece instanceof Piece.Variable variable && variable.name().equals(task))
        .findFirst()
        .map(
            piece ->
                "The variable '"
                    + task
                    + "' ("
                    + piece.text().start().cell()
                    + ") hides the handle: "
                    + task
                    + ".run(..) will not compile until the variable is renamed or dropped.");
  }
}
