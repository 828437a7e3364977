package dev.updraft.types.mapping;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A signature with types that cannot travel: all of them, each with the reason and what to write
 * instead.
 */
public final class TypeRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  TypeRefused(String task, List<Problem> problems) {
    super(
        "Task '"
            + task
            + "' cannot be declared: "
            + problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** One by one, in the order of the signature. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One type at one place.
   *
   * @param place such as {@code parameter 'cfg'.limits}
   * @param type as Java writes it
   * @param reason a clause that goes on after the type: {@code says nothing about ..}
   * @param instead a sentence that says what to write, or empty
   */
  public record Problem(String place, String type, String reason, String instead) {
    @Override
    public String toString() {
      return place + ": " + type + " " + reason + "." + (instead.isEmpty() ? "" : " " + instead);
    }
  }
}
