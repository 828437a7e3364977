package dev.updraft.task.closure;

import java.util.List;
import java.util.Optional;

/**
 * A task's method as the user wrote it.
 *
 * @param method the method's name
 * @param returns the type as written, {@code void} for none
 * @param exceptions the types after {@code throws}, as written
 * @param documentation its Javadoc, if any
 */
public record TaskSignature(
    String method,
    List<Parameter> parameters,
    String returns,
    List<String> exceptions,
    Optional<String> documentation) {

  public TaskSignature {
    parameters = List.copyOf(parameters);
    exceptions = List.copyOf(exceptions);
  }

  /** A parameter; the type of varargs is an array type here. */
  public record Parameter(String type, String name, boolean varargs) {
    @Override
    public String toString() {
      return (varargs ? type.substring(0, type.length() - 2) + "..." : type) + " " + name;
    }
  }

  /** As the manifest shows it: {@code delays(DataFrame flights, double minDistance)}. */
  @Override
  public String toString() {
    return method
        + "("
        + String.join(", ", parameters.stream().map(Parameter::toString).toList())
        + ")";
  }

  static TaskSignature of(Declaration declaration) {
    if (!(declaration.parsed().shape() instanceof Parsed.Shape.Method shape)) {
      throw new IllegalArgumentException(declaration.name() + " is not a method");
    }
    return new TaskSignature(
        declaration.name(),
        shape.parameters().stream()
            .map(each -> new Parameter(each.type(), each.name(), each.varargs()))
            .toList(),
        shape.returns(),
        shape.exceptions(),
        declaration.parsed().documentation());
  }
}
