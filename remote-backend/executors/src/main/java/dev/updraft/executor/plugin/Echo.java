package dev.updraft.executor.plugin;

import dev.updraft.engine.Executor.Assignment;
import dev.updraft.engine.Executor.Ending;
import dev.updraft.model.Failure;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.TaskDocument;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives its inputs back as its outputs, without a process: the task type with which the engine's
 * own limits are measured, as Flyte has one. Inputs become outputs in the order of their names.
 */
public final class Echo implements TaskPlugin {
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
  public Work prepare(Assignment assignment) {
    return new Work.Inline(() -> run(assignment));
  }

  private Ending run(Assignment assignment) {
    try {
      TaskDocument task = Wire.readTask(assignment.template());
      Map<String, Literal> inputs =
          Wire.readLiterals(Files.readAllBytes(LocalUris.path(assignment.inputsUri())));
      List<String> from = sorted(task.typedInterface().inputs().keySet());
      List<String> to = sorted(task.typedInterface().outputs().keySet());
      if (from.size() != to.size()) {
        return failed(
            "InvalidTask",
            "An echo task has as many outputs as inputs, but these are "
                + from
                + " and "
                + to
                + ".",
            false);
      }
      Map<String, Literal> outputs = new LinkedHashMap<>();
      for (int at = 0; at < from.size(); at++) {
        Literal value = inputs.get(from.get(at));
        if (value == null) {
          return failed(
              "InvalidInput",
              "Input '" + from.get(at) + "' is missing; there are " + inputs.keySet() + ".",
              false);
        }
        outputs.put(to.get(at), value);
      }
      write(LocalUris.path(assignment.outputPrefix()), Wire.writeLiterals(outputs));
      return new Ending.Succeeded();
    } catch (Malformed e) {
      return failed(
          "Malformed", "The inputs or the template cannot be read: " + e.getMessage(), false);
    } catch (IOException e) {
      return new Ending.Failed(
          new Failure(
              Failure.Kind.SYSTEM,
              "StoreUnavailable",
              "Could not read inputs or write outputs: " + e,
              true,
              clock.instant()));
    }
  }

  private static void write(Path folder, byte[] outputs) throws IOException {
    Files.createDirectories(folder);
    Path beside = Files.write(folder.resolve(".outputs.pb.part"), outputs);
    Files.move(
        beside,
        folder.resolve("outputs.pb"),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private Ending failed(String code, String message, boolean retryable) {
    return new Ending.Failed(
        new Failure(Failure.Kind.USER, code, message, retryable, clock.instant()));
  }

  private static List<String> sorted(java.util.Collection<String> names) {
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(null);
    return sorted;
  }
}
