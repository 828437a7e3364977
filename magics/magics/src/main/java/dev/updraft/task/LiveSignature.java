package dev.updraft.task;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/**
 * A task's types as the running notebook has them now. Ask for it anew at each call: when a record
 * is declared again, JShell compiles the handle again as well, and the old classes are nobody's any
 * more.
 *
 * @param parameterNames in order
 * @param parameterTypes the generic types, in the same order
 * @param returnType {@code void} for none
 */
public record LiveSignature(
    List<String> parameterNames, List<Type> parameterTypes, Type returnType) {
  public LiveSignature {
    parameterNames = List.copyOf(parameterNames);
    parameterTypes = List.copyOf(parameterTypes);
  }

  /** The signature of a declared task, by way of its handle's {@code run}. */
  public static LiveSignature of(DeclaredTask task, LiveNotebook notebook) {
    if (!(notebook.evaluate(task.name() + ".class") instanceof Class<?> handle)) {
      throw new IllegalStateException(
          "The handle '"
              + task.name()
              + "' is gone from the notebook. Run the %%task cell of '"
              + task.name()
              + "' again.");
    }
    var run = run(handle, task);
    return new LiveSignature(
        task.closure().signature().parameters().stream().map(each -> each.name()).toList(),
        Arrays.asList(run.getGenericParameterTypes()),
        run.getGenericReturnType());
  }

  private static Method run(Class<?> handle, DeclaredTask task) {
    int count = task.closure().signature().parameters().size();
    return Arrays.stream(handle.getDeclaredMethods())
        .filter(method -> method.getName().equals("run") && method.getParameterCount() == count)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "'"
                        + task.name()
                        + "' in the notebook is no handle of a task. Run its %%task cell again."));
  }
}
