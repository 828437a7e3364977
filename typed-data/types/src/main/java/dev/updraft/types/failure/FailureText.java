package dev.updraft.types.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An exception and its causes as text and back. It looks like Java's own stack trace, but for the
 * lines in the task's code:
 *
 * <pre>
 * java.lang.IllegalArgumentException: distance must be positive
 * 	at norm(cell norm:3)
 * 	at java.util.Optional.map(Optional.java:260)
 * 	.. 12 more
 * Caused by: TooFar: 12 miles
 * </pre>
 *
 * @param chain the exception first, then its causes; at least one
 */
public record FailureText(List<Thrown> chain) {
  private static final String CAUSE = "Caused by: ";
  private static final Pattern IN_CELL = Pattern.compile("\tat (.+)\\(cell (.+):(\\d+)\\)");
  private static final Pattern IN_LIBRARY = Pattern.compile("\tat (.+)\\((.*?)(?::(\\d+))?\\)");
  private static final Pattern LEFT_OUT = Pattern.compile("\t\\.\\. (\\d+) more");

  public FailureText {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("A failure needs at least one exception.");
    }
  }

  /**
   * One exception.
   *
   * @param message what it says; empty when it says nothing
   */
  public record Thrown(String type, String message, List<StackLine> stack) {
    public Thrown {
      stack = List.copyOf(stack);
    }
  }

  /** The text. */
  public String write() {
    var text = new StringBuilder();
    for (Thrown thrown : chain) {
      text.append(text.isEmpty() ? "" : CAUSE).append(thrown.type());
      if (!thrown.message().isEmpty()) {
        text.append(": ").append(thrown.message());
      }
      text.append('\n');
      for (StackLine line : thrown.stack()) {
        write(line, text);
      }
    }
    return text.toString();
  }

  private static void write(StackLine line, StringBuilder text) {
    switch (line) {
      case StackLine.InCell in ->
          text.append("\tat ")
              .append(in.method())
              .append("(cell ")
              .append(in.member())
              .append(':')
              .append(in.line())
              .append(")\n");
      case StackLine.InLibrary in -> {
        text.append("\tat ").append(in.method()).append('(').append(in.file());
        if (in.line() > 0) {
          text.append(':').append(in.line());
        }
        text.append(")\n");
      }
      case StackLine.LeftOut out -> text.append("\t.. ").append(out.count()).append(" more\n");
    }
  }

  /**
   * Reads what {@link #write} wrote. Any other text is one exception without a stack: nothing is
   * lost.
   */
  public static FailureText read(String text) {
    var chain = new ArrayList<Thrown>();
    var head = new StringBuilder();
    var stack = new ArrayList<StackLine>();
    for (String line : text.split("\n", -1)) {
      StackLine read = stackLine(line);
      if (read != null) {
        stack.add(read);
      } else if (!stack.isEmpty() || line.startsWith(CAUSE) && !head.isEmpty()) {
        if (line.isEmpty()) {
          continue;
        }
        chain.add(thrown(head, stack));
        head.setLength(0);
        stack.clear();
        head.append(line.startsWith(CAUSE) ? line.substring(CAUSE.length()) : line);
      } else {
        head.append(head.isEmpty() ? "" : "\n").append(line);
      }
    }
    if (!head.isEmpty() || chain.isEmpty()) {
      chain.add(thrown(head, stack));
    }
    return new FailureText(chain);
  }

  private static @Nullable StackLine stackLine(String line) {
    if (!line.startsWith("\t")) {
      return null;
    }
    var inCell = IN_CELL.matcher(line);
    if (inCell.matches()) {
      return new StackLine.InCell(
          inCell.group(1), inCell.group(2), Integer.parseInt(inCell.group(3)));
    }
    var inLibrary = IN_LIBRARY.matcher(line);
    if (inLibrary.matches()) {
      int at = inLibrary.group(3) == null ? 0 : Integer.parseInt(inLibrary.group(3));
      return new StackLine.InLibrary(inLibrary.group(1), inLibrary.group(2), at);
    }
    var leftOut = LEFT_OUT.matcher(line);
    return leftOut.matches() ? new StackLine.LeftOut(Integer.parseInt(leftOut.group(1))) : null;
  }

  private static Thrown thrown(StringBuilder head, List<StackLine> stack) {
    String text = head.toString().stripTrailing();
    int colon = text.indexOf(": ");
    boolean typed =
        colon > 0 && text.lastIndexOf(' ', colon) < 0 && text.lastIndexOf('\n', colon) < 0;
    if (typed) {
      return new Thrown(text.substring(0, colon), text.substring(colon + 2), stack);
    }
    boolean bare = !stack.isEmpty() && text.indexOf(' ') < 0;
    return bare ? new Thrown(text, "", stack) : new Thrown("", text, stack);
  }
}
