package dev.updraft.cell;

import java.util.List;

/**
 * A magic's line that cannot be carried out; the message lists every problem of the line and what
 * the magic takes.
 */
public final class InvalidLine extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  InvalidLine(String magic, List<String> problems, String usage) {
    super(
        (problems.size() == 1
                ? magic + ": " + problems.getFirst()
                : magic
                    + " has "
                    + problems.size()
                    + " problems:\n  "
                    + String.join("\n  ", problems))
            + "\n  "
            + magic
            + " takes: "
            + usage);
    this.problems = List.copyOf(problems);
  }

  /** Each a sentence. */
  public List<String> problems() {
    return problems;
  }
}
