package dev.updraft.types;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named, typed inputs and outputs of a task. Order is the declaration's; equality ignores it, as
 * the wire does.
 */
public record TypedInterface(Map<String, Variable> inputs, Map<String, Variable> outputs) {
  public TypedInterface {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /**
   * A typed name. Flytekit writes the name itself into the description, and so do we where there is
   * nothing better.
   */
  public record Variable(LiteralType type, String description) {}
}
