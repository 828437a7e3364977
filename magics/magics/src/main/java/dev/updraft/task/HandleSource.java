package dev.updraft.task;

import dev.updraft.task.closure.TaskSignature;
import dev.updraft.task.closure.TaskSignature.Parameter;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The type with static methods {@code run}, {@code submit} and, where there is a value, {@code
 * outputs} that stands beside a task's method in the notebook. A type, not a variable: JShell sets
 * variables to null when one of their types is declared again, while types are compiled again.
 */
final class HandleSource {
  private static final Map<String, String> BOXES =
      Map.of(
          "boolean", "Boolean",
          "byte", "Byte",
          "short", "Short",
          "char", "Character",
          "int", "Integer",
          "long", "Long",
          "float", "Float",
          "double", "Double",
          "void", "Void");

  private HandleSource() {}

  static String of(String task, TaskSignature signature) {
    var declared =
        signature.parameters().stream().map(Parameter::toString).collect(Collectors.joining(", "));
    var passed =
        "\""
            + task
            + "\", new java.lang.Object[] {"
            + signature.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "))
            + "}";
    var boxed =
        BOXES.containsKey(signature.returns())
            ? "java.lang." + BOXES.get(signature.returns())
            : signature.returns();
    var value = signature.returns().equals("void") ? "" : "return ";
    return """
        /** Remote calls of the task %s. */
        final class %s {
          static %s run(%s) throws java.lang.InterruptedException { %sdev.updraft.api.Handles.<%s>run(%s); }
          static dev.updraft.api.Execution<%s> submit(%s) { return dev.updraft.api.Handles.<%s>call(%s); }
        %s}
        """
        .formatted(
            task,
            task,
            signature.returns(),
            declared,
            value,
            boxed,
            passed,
            boxed,
            declared,
            boxed,
            passed,
            value.isEmpty() ? "" : outputs(task, signature.returns(), boxed));
  }

  private static String outputs(String task, String returns, String boxed) {
    return "  static %s outputs(java.lang.String which) { return dev.updraft.api.Handles.<%s>outputs(\"%s\", which); }\n"
        .formatted(returns, boxed, task);
  }
}
