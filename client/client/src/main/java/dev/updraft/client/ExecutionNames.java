package dev.updraft.client;

import dev.updraft.client.model.AttemptId;
import java.util.Collection;
import java.util.random.RandomGenerator;

/**
 * Names of executions: a letter and 19 of {@code [a-z2-9]}, shown by a prefix, as catalog keys are:
 * four letters, and in a list as many more as tell it from the others. The same in notebook and
 * terminal.
 */
public final class ExecutionNames {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String ALL = LETTERS + "23456789";
  private static final int LENGTH = 20;
  private static final int SHORTEST = 4;
  private final RandomGenerator random;

  ExecutionNames(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    var name = new StringBuilder(LENGTH).append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    while (name.length() < LENGTH) {
      name.append(ALL.charAt(random.nextInt(ALL.length())));
    }
    return name.toString();
  }

  /** The first letters of a name or a catalog key, which nearly always are enough. */
  public static String brief(String name) {
    return name.substring(0, Math.min(SHORTEST, name.length()));
  }

  /** Who made something, as {@code %logs} takes it: an execution, and of a workflow's the node. */
  public static String brief(AttemptId source, String task) {
    var execution = brief(source.execution().name());
    return source.ofWorkflow(task) ? execution + "/" + source.node() : execution;
  }

  /** The shortest prefix, of at least four letters, that none of the others has. */
  public static String shortest(String name, Collection<String> others) {
    for (var length = SHORTEST; length < name.length(); length++) {
      var prefix = name.substring(0, length);
      if (others.stream().noneMatch(other -> !other.equals(name) && other.startsWith(prefix))) {
        return prefix;
      }
    }
    return name;
  }
}
