package dev.updraft.engine.graph;

import dev.updraft.types.Literal;
import java.util.Map;
import java.util.Optional;

/** What became of a node that was begun. */
public sealed interface Child {
  /** It has not ended. */
  record Live() implements Child {}

  /** It has ended well. */
  record Succeeded(Map<String, Literal> outputs) implements Child {
    public Succeeded {
      outputs = Map.copyOf(outputs);
    }
  }

  /**
   * It has ended otherwise, or could not be begun.
   *
   * @param code Flyte's word for it
   * @param user whether the user's code is to blame
   * @param aborted whether it was told to end
   */
  record Failed(String code, String message, boolean user, boolean aborted) implements Child {}

  /** Flyte's code for an execution of a launch plan that failed (contract 5.5). */
  String REMOTE = "RemoteChildWorkflowExecutionFailed";

  /** The sentence to it. */
  static String remote(String execution, String code, String message) {
    return "Execution '%s' of the launch plan failed: [%s] %s".formatted(execution, code, message);
  }

  /** It failed in a way that is the graph's own. */
  static Failed failed(String code, String message) {
    return new Failed(code, message, true, false);
  }

  default Optional<Failed> failure() {
    return this instanceof Failed failed ? Optional.of(failed) : Optional.empty();
  }
}
