package dev.updraft.types.mapping;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task's method says about its types.
 *
 * @param task the task's name, for messages
 * @param result {@code void.class} for a method that returns nothing
 */
public record Signature(String task, List<Parameter> parameters, Type result) {
  public Signature {
    parameters = List.copyOf(parameters);
  }

  /** A parameter of the method, which is an input of the task. */
  public record Parameter(String name, Type type) {}

  /** The signature of a method compiled with {@code -parameters}. */
  public static Signature of(String task, Method method) {
    var names = new ArrayList<String>();
    for (var parameter : method.getParameters()) {
      if (!parameter.isNamePresent()) {
        throw new IllegalArgumentException(
            method
                + " was compiled without the names of its parameters; compile it with -parameters.");
      }
      names.add(parameter.getName());
    }
    return of(task, method, names);
  }

  /** The signature of a method whose parameters have these names. */
  public static Signature of(String task, Method method, List<String> names) {
    Type[] types = method.getGenericParameterTypes();
    if (types.length != names.size()) {
      throw new IllegalArgumentException(
          method + " has " + types.length + " parameters, but the names are " + names);
    }
    var parameters = new ArrayList<Parameter>();
    for (int i = 0; i < types.length; i++) {
      parameters.add(new Parameter(names.get(i), types[i]));
    }
    return new Signature(task, parameters, method.getGenericReturnType());
  }
}
