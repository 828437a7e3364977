package dev.updraft.executor.local;

import dev.updraft.engine.Executor.Assignment;
import dev.updraft.types.StructValue;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.Wire;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which attempts may follow each other in one JVM. The options of JVMs are the same for all of an
 * executor's; the bundle names the code and its jars by their hashes.
 *
 * @param bundle the hash of the code bundle
 * @param memory in bytes
 * @param environment what the task wants beside the executor's own
 */
record ReuseKey(String user, String bundle, long memory, Map<String, String> environment) {
  private static final String FLYTES_OWN = "FLYTE_INTERNAL_";

  ReuseKey {
    environment = Map.copyOf(environment);
  }

  /** Empty for a task that did not ask for it. */
  static Optional<ReuseKey> of(Assignment assignment) {
    try {
      var custom = Wire.readTask(assignment.template()).custom().values().get("updraft");
      if (custom instanceof StructValue.Fields(var fields)
          && fields.get("reuse") instanceof StructValue.Bool(var asked)
          && asked
          && fields.get("sha256") instanceof StructValue.Text(var bundle)) {
        return Optional.of(
            new ReuseKey(
                assignment.user(),
                bundle,
                assignment.resources().memory(),
                tasksOwn(assignment.environment())));
      }
      return Optional.empty();
    } catch (Malformed e) {
      return Optional.empty(); // the worker reads it too, and says what is wrong
    }
  }

  /**
   * Without Flyte's own variables. Every attempt has them, each its own: they are not worth a JVM's
   * start, for our runner reads none of them, and would be another attempt's in a kept JVM.
   */
  static Map<String, String> tasksOwn(Map<String, String> environment) {
    Map<String, String> own = new TreeMap<>(environment);
    own.keySet().removeIf(name -> name.startsWith(FLYTES_OWN));
    return own;
  }
}
