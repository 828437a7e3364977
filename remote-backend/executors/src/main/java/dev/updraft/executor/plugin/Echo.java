package dev.updraft.executor.plugin;

import dev.updraft.engine.InlineTask;
import dev.updraft.model.Failure;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.TaskDocument;
import dev.updraft.types.wire.Wire;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives its inputs back as its outputs, without a process: the task type with which the engine's
 * own limits are measured, as Flyte has one. Inputs become outputs in the order of their names.
 */
public final class Echo implements InlineTask {
  private final InstantSource clock;

  /** For the service loader. */
  public Echo() {
    this(InstantSource.system());
  }

  Echo(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<String> taskTypes() {
    return List.of("echo");
  }

  @Override
  public Result run(byte[] template, byte[] inputs) {
    try {
      return echo(template, inputs);
    } catch (Malformed e) {
      return failed("Malformed", "The inputs or the template cannot be read: " + e.getMessage());
    }
  }

  private Result echo(byte[] template, byte[] inputs) {
    TaskDocument task = Wire.readTask(template);
    Map<String, Literal> given = Wire.readLiterals(inputs);
    List<String> from = sorted(task.typedInterface().inputs().keySet());
    List<String> to = sorted(task.typedInterface().outputs().keySet());
    if (from.size() != to.size()) {
      return failed(
          "InvalidTask",
          "An echo task has as many outputs as inputs, but these are " + from + " and " + to + ".");
    }
    Map<String, Literal> outputs = new LinkedHashMap<>();
    for (int at = 0; at < from.size(); at++) {
      Literal value = given.get(from.get(at));
      if (value == null) {
        return failed(
            "InvalidInput",
            "Input '" + from.get(at) + "' is missing; there are " + given.keySet() + ".");
      }
      outputs.put(to.get(at), value);
    }
    return new Result.Succeeded(Wire.writeLiterals(outputs));
  }

  private Result failed(String code, String message) {
    return new Result.Failed(new Failure(Failure.Kind.USER, code, message, false, clock.instant()));
  }

  private static List<String> sorted(Collection<String> names) {
    return names.stream().sorted().toList();
  }
}
