package dev.updraft.executor.local;

import dev.updraft.engine.Executor.Assignment;
import dev.updraft.executor.plugin.LocalUris;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The process of a task that is a command. It waits at a gate until it is on disk which attempt it
 * is, as a worker JVM does before the body: should this process end meanwhile, nobody opens the
 * gate and the command never runs.
 *
 * @param variables of the task and Flyte's own
 * @param inputs as the command names them
 * @param setsid the program, if this system has it
 */
record OwnCommand(
    PythonEnvironment environment,
    List<String> command,
    Map<String, String> variables,
    String inputs,
    Optional<Path> setsid) {
  /** Reads one line, then becomes the command; without a line it ends. */
  private static final String GATE = "read -r opened && exec \"$@\" </dev/null";

  OwnCommand {
    command = List.copyOf(command);
    variables = Map.copyOf(variables);
  }

  /** Of an attempt. */
  static OwnCommand of(
      PythonEnvironment environment,
      List<String> command,
      Assignment assignment,
      Optional<Path> setsid) {
    Map<String, String> variables = new HashMap<>(assignment.environment());
    variables.put("FLYTE_ATTEMPT_NUMBER", Integer.toString(assignment.attempt().number()));
    return new OwnCommand(
        environment, command, variables, LocalUris.withoutScheme(assignment.inputsUri()), setsid);
  }

  /** Starts it, at the gate. */
  Process start(String id, WorkerFolder folder) throws IOException {
    List<String> gated = new ArrayList<>();
    setsid.ifPresent(program -> gated.add(program.toString()));
    gated.addAll(List.of("/bin/sh", "-c", GATE, "sh"));
    gated.addAll(
        environment.command(PlainInputs.in(command, inputs, folder.work()), folder.work()));
    var builder =
        new ProcessBuilder(gated)
            .directory(folder.work().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
    Map<String, String> all =
        environment.variables(new HashMap<>(builder.environment()), variables, folder.work());
    builder.environment().clear();
    builder.environment().putAll(all);
    builder.environment().put(WorkerCommand.MARK, id);
    return builder.start();
  }

  /** Lets it go on. */
  static void open(Process gated) throws IOException {
    try (OutputStream gate = gated.getOutputStream()) {
      gate.write("\n".getBytes(StandardCharsets.US_ASCII));
    }
  }
}
