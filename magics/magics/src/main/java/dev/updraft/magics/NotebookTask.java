package dev.updraft.magics;

import dev.updraft.cell.TaskOptions;
import dev.updraft.client.RemoteTask;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.task.DeclaredTask;
import dev.updraft.task.TaskForm;
import dev.updraft.task.closure.Closure;
import dev.updraft.task.closure.ClosureChange;
import dev.updraft.task.closure.ClosureWatch;
import dev.updraft.task.closure.TaskSignature.Parameter;
import dev.updraft.types.mapping.DataClasses;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task of this notebook. Its closure is captured again when something that it depends on has
 * changed; what it is to the client is kept as long as neither the closure nor the handle's class
 * change.
 */
final class NotebookTask {
  private final DeclaredTask declared;
  private final TaskOptions options;
  private final String cell;
  private Closure closure;
  private long moment;
  private List<Path> jars;
  private @Nullable Class<?> handle;
  private @Nullable RemoteTask remote;

  /**
   * @param cell where it was declared
   * @param moment of {@link ClosureWatch#token()} since which a change concerns the closure
   */
  NotebookTask(
      DeclaredTask declared, TaskOptions options, String cell, long moment, List<Path> jars) {
    this.declared = declared;
    this.options = options;
    this.cell = cell;
    this.closure = declared.closure();
    this.moment = moment;
    this.jars = jars;
  }

  String name() {
    return declared.name();
  }

  DeclaredTask declared() {
    return declared;
  }

  TaskOptions options() {
    return options;
  }

  String cell() {
    return cell;
  }

  synchronized Closure closure() {
    return closure;
  }

  /**
   * Captures the closure again if anything that it depends on may have changed; the sentences say
   * what did.
   */
  synchronized List<String> refresh(Workbench bench) {
    var jarsNow = bench.notebook().userJars();
    var stale = !jarsNow.equals(jars) || bench.watch().changedSince(moment, closure);
    if (!stale) {
      return List.of();
    }
    var now = bench.watch().token();
    var again =
        bench
            .capture()
            .again(
                bench.code(),
                closure,
                bench.surroundings(options.environment().image().orElse("")));
    var notes = ClosureChange.between(closure, again).sentences();
    closure = again;
    moment = now;
    jars = jarsNow;
    remote = null;
    return notes;
  }

  /** The task as the client sends it, its types being those of the handle that calls. */
  synchronized RemoteTask remote(Class<?> calling, DataClasses data) {
    var known = remote;
    if (known != null && handle == calling) {
      return known;
    }
    var mapping = mapping(calling, data);
    var made = TaskForm.of(name(), options, closure, mapping);
    handle = calling;
    remote = made;
    return made;
  }

  /**
   * As it is now, captured again if it has changed; its types being those of the live handle, which
   * the notebook is asked for only when they may have changed.
   */
  RemoteTask remote(Workbench bench) {
    refresh(bench);
    try {
      var known = known();
      return known == null ? remote(handle(bench), bench.connection().types()) : known;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotebookError("Interrupted while " + name() + " was looked at.", null, e);
    }
  }

  private synchronized @Nullable RemoteTask known() {
    return remote;
  }

  /** Its types as the live handle has them. */
  TaskMapping mapping(Workbench bench) throws InterruptedException {
    return remote(handle(bench), bench.connection().types()).mapping();
  }

  /** The generated class that user code calls, as it is now. */
  Class<?> handle(Workbench bench) throws InterruptedException {
    return handle(bench, name());
  }

  /** The generated class of a task or workflow of that name. */
  static Class<?> handle(Workbench bench, String name) throws InterruptedException {
    if (bench.notebook().evaluate(name + ".class") instanceof Class<?> live) {
      return live;
    }
    throw new NotebookError("The handle of " + name + " is gone. Run its cell again.");
  }

  private TaskMapping mapping(Class<?> calling, DataClasses data) {
    return TaskMapping.of(
        Signature.of(
            name(),
            run(calling),
            closure.signature().parameters().stream().map(Parameter::name).toList()),
        data);
  }

  /** The method of a handle that waits, whose types are the task's. */
  static Method run(Class<?> calling) {
    return Arrays.stream(calling.getDeclaredMethods())
        .filter(method -> method.getName().equals("run"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(calling + " is no handle of a task."));
  }

  /** Its options as the client sends them. */
  dev.updraft.client.model.TaskOptions clientOptions() {
    return TaskForm.options(options);
  }
}
