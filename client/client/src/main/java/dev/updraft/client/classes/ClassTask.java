package dev.updraft.client.classes;

import dev.updraft.client.RemoteTask;
import dev.updraft.client.UserTypes;
import dev.updraft.client.model.TaskOptions;
import dev.updraft.types.bundle.EntryPoint;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A static method of a compiled class as a task. What travels is all that its class was loaded
 * with: the jar that it is in, or its folder of classes; and the jars that are named beside it.
 *
 * <p>A value is remembered under a key of just that. The compiler's tree, by which a notebook knows
 * which lines a task depends on, is gone here: any change in the jar or folder is another key.
 * Tasks that are to be remembered for long belong into a module of their own.
 */
public final class ClassTask {
  private ClassTask() {}

  /**
   * A task that needs no jar but its own.
   *
   * @see #of(Class, String, TaskOptions, List)
   */
  public static RemoteTask of(Class<?> type, String method, TaskOptions options) {
    return of(type, method, options, List.of());
  }

  /**
   * A task.
   *
   * @param type public or not; not one made at run time. Compiled with {@code -parameters}: its
   *     parameters' names are the names of the inputs
   * @param method the name of one of its static methods, of which there is only one of that name
   * @param libraries jars that it needs beside its own, in class path order. {@code
   *     dev.updraft.api} is there in any case
   * @throws IllegalArgumentException when it cannot travel, with the reason
   */
  public static RemoteTask of(
      Class<?> type, String method, TaskOptions options, List<Path> libraries) {
    var found = method(type, method);
    var code = LoadedCode.of(type, libraries);
    var types = new UserTypes(() -> loader(type));
    return new RemoteTask(
        method,
        "",
        TaskMapping.of(Signature.of(method, found), types),
        options,
        new RemoteTask.Code(
            code.key(),
            new EntryPoint(type.getName(), method, names(found)),
            code.release(),
            code.jar(),
            code.libraries(),
            List.of(),
            new TreeMap<>()));
  }

  private static List<String> names(Method method) {
    return Arrays.stream(method.getParameterTypes()).map(Class::getTypeName).toList();
  }

  private static ClassLoader loader(Class<?> type) {
    var own = type.getClassLoader();
    return own == null ? ClassLoader.getSystemClassLoader() : own;
  }

  private static Method method(Class<?> type, String name) {
    var named =
        Arrays.stream(type.getDeclaredMethods())
            .filter(each -> each.getName().equals(name) && !each.isSynthetic())
            .toList();
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no method '%s'. Its static methods: %s."
              .formatted(type.getName(), name, staticMethods(type)));
    }
    if (named.size() > 1) {
      throw new IllegalArgumentException(
          "%s has %d methods '%s'. A task is called by its name: give it one of its own."
              .formatted(type.getName(), named.size(), name));
    }
    var only = named.getFirst();
    if (!Modifier.isStatic(only.getModifiers())) {
      throw new IllegalArgumentException(
          "%s.%s is not static. A task runs in another process, where no %s is: pass what it needs as arguments."
              .formatted(type.getName(), name, type.getSimpleName()));
    }
    return only;
  }

  private static String staticMethods(Class<?> type) {
    var names =
        Arrays.stream(type.getDeclaredMethods())
            .filter(each -> Modifier.isStatic(each.getModifiers()) && !each.isSynthetic())
            .map(Method::getName)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }
}
