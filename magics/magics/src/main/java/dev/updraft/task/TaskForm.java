package dev.updraft.task;

import dev.updraft.cell.TaskOptions;
import dev.updraft.cell.TaskOptions.Caching;
import dev.updraft.client.RemoteTask;
import dev.updraft.client.model.Cache;
import dev.updraft.task.closure.Closure;
import dev.updraft.types.mapping.TaskMapping;
import java.util.List;

/** A task of the notebook as the client knows one: what calls register, and what is promoted. */
public final class TaskForm {
  private TaskForm() {}

  /** What the client needs of a task to register it. */
  public static RemoteTask of(
      String name, TaskOptions options, Closure closure, TaskMapping mapping) {
    return new RemoteTask(
        name,
        closure.signature().documentation().orElse(""),
        mapping,
        options(options),
        new RemoteTask.Code(
            closure.key().text(),
            closure.entry(),
            closure.release(),
            closure.jar(),
            closure.libraries().stream()
                .map(jar -> new RemoteTask.Library(jar.path(), jar.sha256()))
                .toList(),
            closure.segments(),
            closure.memberHashes()));
  }

  /** What the magic's line says, as the client sends it. */
  public static dev.updraft.client.model.TaskOptions options(TaskOptions options) {
    var ignored =
        switch (options.caching()) {
          case Caching.Off _ -> List.<String>of();
          case Caching.ByCode byCode -> byCode.ignored();
          case Caching.ByVersion byVersion -> byVersion.ignored();
        };
    return new dev.updraft.client.model.TaskOptions(
        switch (options.caching()) {
          case Caching.Off _ -> new Cache.Off();
          case Caching.ByCode _ -> new Cache.ByCode();
          case Caching.ByVersion byVersion -> new Cache.ByVersion(byVersion.version());
        },
        ignored,
        options.attempts().retries().orElse(0),
        options.attempts().timeout(),
        options.resources().cpu().map(Object::toString).orElse(""),
        options.resources().memory().map(Object::toString).orElse(""),
        options.resources().gpu().isPresent()
            ? Integer.toString(options.resources().gpu().getAsInt())
            : "",
        options.attempts().interruptible(),
        options.attempts().reuse(),
        options.environment().image().orElse(""),
        options.environment().variables(),
        options.environment().secrets().stream().map(Object::toString).toList());
  }
}
