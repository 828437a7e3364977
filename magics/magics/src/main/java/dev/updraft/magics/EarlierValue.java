package dev.updraft.magics;

import dev.updraft.client.model.BackendException;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.types.mapping.TaskMapping;
import dev.updraft.types.mapping.ValueRefused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code delays.outputs("9c1e")}: what an earlier call of a task or workflow gave. */
final class EarlierValue {
  private final Workbench bench;

  EarlierValue(Workbench bench) {
    this.bench = bench;
  }

  /**
   * @param handle the generated class that asks, whose types the value must fit
   * @param which the beginning of a key or of an execution's name; keys come first
   */
  @Nullable Object of(Class<?> handle, String name, String which) {
    try {
      return bench.session().decode(mapping(handle, name), bytes(name, which));
    } catch (ValueRefused e) {
      throw new NotebookError(
          "This output of " + name + " does not fit the method as it is now: " + e.getMessage(),
          null,
          e);
    } catch (BackendException e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  private TaskMapping mapping(Class<?> handle, String name) {
    var workflow = bench.workflows().get(name);
    return workflow == null
        ? bench.task(name).remote(handle, bench.connection().types()).mapping()
        : workflow.mapping(bench, handle);
  }

  private byte[] bytes(String name, String which) {
    return remembered(name, which).orElseGet(() -> made(name, which));
  }

  private Optional<byte[]> remembered(String name, String which) {
    if (!which.matches("[0-9a-f]{2,64}")) {
      return Optional.empty();
    }
    var session = bench.session();
    var settings = session.settings();
    try {
      return Optional.of(
          session
              .backend()
              .catalog()
              .get(settings.project(), settings.domain(), name, which)
              .outputs());
    } catch (BackendException.NotFound | BackendException.Unknown _) {
      return Optional.empty();
    }
  }

  private byte[] made(String name, String which) {
    var session = bench.session();
    var executions = session.backend().executions();
    var id = session.find(which);
    var row = executions.get(id);
    if (!row.task().equals(name)) {
      throw new NotebookError(
          "'%s' is an execution of %s, not of %s. See %%executions %s, or %%cache ls %s."
              .formatted(which, row.task(), name, name, name));
    }
    return executions.outputs(id);
  }
}
