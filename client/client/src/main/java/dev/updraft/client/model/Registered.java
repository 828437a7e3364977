package dev.updraft.client.model;

import dev.updraft.types.TypedInterface;
import java.util.Set;

/**
 * Something registered that can be launched by its name.
 *
 * @param typed what it takes and gives
 * @param optional the inputs that may be left out: the launch plan has values for them
 */
public record Registered(Launchable what, TypedInterface typed, Set<String> optional) {
  public Registered {
    optional = Set.copyOf(optional);
  }
}
