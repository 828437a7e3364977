package dev.updraft.magics.notebook;

import java.util.List;
import jdk.jshell.Diag;

/** Source that a magic gave to the notebook, and that has no value. */
public abstract sealed class EvaluationFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvaluationFailed(String message, Throwable cause) {
    super(message, cause);
  }

  /** The compiler refused it; nothing of the refused snippet is defined. */
  public static final class Rejected extends EvaluationFailed {
    private static final long serialVersionUID = 1L;
    private final transient String source;
    private final transient List<Diag> problems;

    /**
     * @param source the refused snippet, to which the positions of {@code problems} refer
     */
    public Rejected(String source, List<Diag> problems, Throwable cause) {
      super(
          problems.isEmpty()
              ? "Not a complete piece of Java: " + source
              : problems.getFirst().getMessage(java.util.Locale.ROOT),
          cause);
      this.source = source;
      this.problems = List.copyOf(problems);
    }

    public String source() {
      return source;
    }

    public List<Diag> problems() {
      return problems;
    }
  }

  /** It ran, and threw. */
  public static final class Threw extends EvaluationFailed {
    private static final long serialVersionUID = 1L;
    private final String exceptionClass;

    /**
     * @param exceptionClass the class that the user's code threw, by binary name
     */
    public Threw(String exceptionClass, String message, Throwable cause) {
      super(message, cause);
      this.exceptionClass = exceptionClass;
    }

    public String exceptionClass() {
      return exceptionClass;
    }
  }
}
