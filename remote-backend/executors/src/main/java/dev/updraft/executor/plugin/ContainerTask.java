package dev.updraft.executor.plugin;

import dev.updraft.engine.Executor.Assignment;
import dev.updraft.model.Failure;
import dev.updraft.model.InvalidRequest;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.TaskDocument.Container;
import dev.updraft.types.wire.Wire;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Tasks that are a container's command, above all those of flytekit. On this machine the command is
 * a process in the environment that stands for the container's image.
 */
public final class ContainerTask implements TaskPlugin {
  private final InstantSource clock;

  /** For the service loader. */
  public ContainerTask() {
    this(InstantSource.system());
  }

  ContainerTask(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<String> taskTypes() {
    return List.of("python-task", "container");
  }

  @Override
  public Work prepare(Assignment assignment) {
    try {
      Optional<Container> container = Wire.readTask(assignment.template()).container();
      if (container.isEmpty() || container.get().command().isEmpty()) {
        return refused("The task names no container with a command, so there is nothing to run.");
      }
      return new Work.InEnvironment(
          container.get().image(),
          new CommandTemplate(assignment).replace(container.get().command()));
    } catch (Malformed e) {
      return refused("The task's template cannot be read: " + e.getMessage());
    } catch (InvalidRequest e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  /** Flyte's code for what fails before there is a process (contract 1.1). */
  private Work refused(String message) {
    return new Work.Refused(
        new Failure(Failure.Kind.USER, "FailedToBuildResource", message, false, clock.instant()));
  }
}
