package dev.updraft.types.wire;

import dev.updraft.types.Literal;
import dev.updraft.types.StructValue;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a catalog key that are hashes, equal to Flyte's (contract 4.1) but for two things
 * that Flyte has no need of: a struct counts with its fields sorted, so that a record's key does
 * not hang on the order in which its writer put them; and a literal with a hash counts by it within
 * a union too, so that an optional dataframe is keyed by content.
 */
public final class CatalogHash {
  private static final int SHORT = 8;

  private CatalogHash() {}

  /**
   * The hash of an execution's inputs, in URL-safe base64. A literal with a hash of its own counts
   * by that alone.
   *
   * @param ignored names of inputs that do not count
   */
  public static String inputs(Map<String, Literal> inputs, Set<String> ignored) {
    var counting = new LinkedHashMap<>(inputs);
    counting.keySet().removeAll(ignored);
    return base64(Json.literals(counting));
  }

  /**
   * The hash of an interface's inputs or outputs, cut to eight letters; descriptions and tags do
   * not count.
   */
  public static String variables(Map<String, Variable> variables) {
    var types = new LinkedHashMap<String, StructValue>();
    variables.forEach(
        (name, variable) -> types.put(name, field("type", Json.keyOf(variable.type()))));
    return base64(
            types.isEmpty()
                ? new StructValue.Fields(types)
                : field("variables", new StructValue.Fields(types)))
        .substring(0, SHORT);
  }

  /** The version of a task's dataset: {@code <cache version>-<inputs>-<outputs>}. */
  public static String datasetVersion(String cacheVersion, TypedInterface typed) {
    return cacheVersion + "-" + variables(typed.inputs()) + "-" + variables(typed.outputs());
  }

  /** The tag under which the outputs for these inputs are found: {@code flyte_cached-<hash>}. */
  public static String artifactTag(Map<String, Literal> inputs, Set<String> ignored) {
    return "flyte_cached-" + inputs(inputs, ignored);
  }

  private static StructValue.Fields field(String name, StructValue value) {
    return new StructValue.Fields(Map.of(name, value));
  }

  private static String base64(StructValue json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(ObjectHash.of(json));
  }
}
