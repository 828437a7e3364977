package dev.updraft.types.bundle;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The method that a bundle is about, written {@code
 * Cell_ab12#delays(Cell_ab12$Point,double,java.lang.String[])}.
 *
 * @param type the class's binary name
 * @param method the method's name
 * @param parameters the erased types of the parameters, as {@link Class#getTypeName()} writes them
 */
public record EntryPoint(String type, String method, List<String> parameters) {
  public EntryPoint {
    parameters = List.copyOf(parameters);
  }

  /** Reads what {@link #toString()} writes. */
  public static EntryPoint parse(String text) {
    int hash = text.indexOf('#');
    int open = text.indexOf('(', hash + 1);
    if (hash < 1 || open < hash + 2 || !text.endsWith(")")) {
      throw new InvalidBundle(
          "bundle.json: entry '" + text + "' is not of the form Class#method(types).");
    }
    var types = text.substring(open + 1, text.length() - 1);
    return new EntryPoint(
        text.substring(0, hash),
        text.substring(hash + 1, open),
        types.isEmpty() ? List.of() : Arrays.asList(types.split(",", -1)));
  }

  /** The method itself, opened for a call, from the loader that holds the closure. */
  public Method in(ClassLoader loader) throws ClassNotFoundException {
    for (var candidate : Class.forName(type, false, loader).getDeclaredMethods()) {
      if (candidate.getName().equals(method) && typesOf(candidate).equals(parameters)) {
        candidate.setAccessible(true);
        return candidate;
      }
    }
    throw new InvalidBundle("bundle.json: the closure's jar has no method " + this + ".");
  }

  private static List<String> typesOf(Method candidate) {
    return Arrays.stream(candidate.getParameterTypes()).map(Class::getTypeName).toList();
  }

  @Override
  public String toString() {
    return type + "#" + method + parameters.stream().collect(Collectors.joining(",", "(", ")"));
  }
}
