package dev.updraft.engine;

import dev.updraft.model.Failure;
import java.util.List;

/**
 * Task types that the engine's process runs itself: done in a moment, from the inputs alone, and as
 * well twice. There is no file that anybody waits for. Stateless, called from any thread.
 */
public interface InlineTask {
  /** The types as the task template names them. */
  List<String> taskTypes();

  /**
   * Throws nothing for a template or inputs that cannot be read: that is a failure of the task.
   *
   * @param template the serialized {@code core.TaskTemplate}
   * @param inputs a serialized {@code core.LiteralMap}
   */
  Result run(byte[] template, byte[] inputs);

  /** How it ended. */
  sealed interface Result {
    /**
     * @param outputs a serialized {@code core.LiteralMap}
     */
    record Succeeded(byte[] outputs) implements Result {}

    record Failed(Failure failure) implements Result {}
  }
}
