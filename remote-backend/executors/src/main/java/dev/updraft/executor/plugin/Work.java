package dev.updraft.executor.plugin;

import dev.updraft.model.Failure;
import java.util.List;

/** What an attempt comes to. */
public sealed interface Work {
  /** Nothing can be run for it. */
  record Refused(Failure why) implements Work {}

  /**
   * Runs in a worker JVM of its own.
   *
   * @param arguments as a container would get them (contract 1.1), template variables replaced
   */
  record InWorker(List<String> arguments) implements Work {
    public InWorker {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A command of its own in the environment that stands for a container's image. Its exit status
   * and what it left at the output prefix say how it ended (contract 1.7).
   *
   * @param command program and arguments, template variables replaced
   */
  record InEnvironment(String image, List<String> command) implements Work {
    public InEnvironment {
      command = List.copyOf(command);
    }
  }
}
