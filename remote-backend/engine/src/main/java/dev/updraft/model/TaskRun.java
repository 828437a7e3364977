package dev.updraft.model;

import java.util.Map;
import java.util.Optional;

/**
 * What a single-task execution runs, resolved by the service from the task's template and the
 * request.
 *
 * @param type the task type, which chooses the executor
 * @param template the serialized {@code core.TaskTemplate}
 * @param retries the user's budget: attempts beyond the first
 * @param declaresOutputs whether {@code outputs.pb} must be there at the end
 * @param caching empty: not cached; must be empty when no outputs are declared
 * @param codeKey of the closure, or empty
 */
public record TaskRun(
    TaskId task,
    String type,
    byte[] template,
    Resources resources,
    int retries,
    boolean declaresOutputs,
    Optional<Caching> caching,
    String codeKey,
    Map<String, String> environment) {
  public TaskRun {
    environment = Map.copyOf(environment);
    if (caching.isPresent() && !declaresOutputs) {
      throw new InvalidRequest(
          "Task '%s' has no outputs, so there is nothing to cache. Drop --cache."
              .formatted(task.name()));
    }
    if (retries < 0) {
      throw new InvalidRequest(
          "Task '%s' asks for %d retries. Ask for 0 or more.".formatted(task.name(), retries));
    }
  }

  /**
   * How outputs are remembered.
   *
   * @param serialize equal calls in flight wait for the first
   * @param overwrite do not look up; remember the new outputs instead of the old
   */
  public record Caching(CatalogKey key, boolean serialize, boolean overwrite) {}
}
