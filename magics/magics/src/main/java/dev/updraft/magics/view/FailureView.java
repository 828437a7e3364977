package dev.updraft.magics.view;

import dev.updraft.cell.Columns;
import dev.updraft.magics.notebook.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a call has no value: the exception, the user's own line with a caret, the library's frames
 * folded, the last log lines, the line to copy.
 *
 * @param exception the exception's class as people say it, or a code such as {@code OutOfMemory}
 * @param causes causes, outermost first, one line each
 * @param frames the stack from the throw outwards, with library frames already folded into one
 *     {@link Frame.Folded} each
 * @param copy a line to copy; empty for none
 */
public record FailureView(
    String exception,
    String message,
    List<String> causes,
    List<Frame> frames,
    List<String> log,
    String copy)
    implements View {
  public FailureView {
    causes = List.copyOf(causes);
    frames = List.copyOf(frames);
    log = List.copyOf(log);
  }

  /** One line of a stack, or a run of lines that are not the user's. */
  public sealed interface Frame {
    /**
     * A line of a cell.
     *
     * @param place e.g. {@code cell [7], delays, line 3}
     * @param source the line's text, where the notebook still has it
     */
    record User(String place, Optional<String> source) implements Frame {}

    /**
     * Frames of libraries, or of lines of cells that are shown already.
     *
     * @param count how many, with those that the stack itself has left out
     * @param of the package most of them are in
     * @param lines each frame as Java prints it
     */
    record Folded(int count, String of, List<String> lines) implements Frame {
      public Folded {
        lines = List.copyOf(lines);
      }

      String summary() {
        return Words.count(count, "frame") + " of " + of;
      }
    }
  }

  @Override
  public String html() {
    return Html.page(
        html -> {
          html.inside("div", "trace", () -> trace(html));
          if (!copy.isEmpty()) {
            html.dim("again: ").code(copy);
          }
        });
  }

  private void trace(Html html) {
    html.bold(exception);
    html.text(message.isEmpty() ? "" : ": " + message);
    causes.forEach(cause -> html.line().dim("because of ").text(cause));
    for (var frame : frames) {
      switch (frame) {
        case Frame.User user ->
            html.inside(
                "pre",
                "",
                () -> {
                  html.text(user.place());
                  user.source()
                      .ifPresent(
                          line ->
                              html.text("\n    " + line.strip() + "\n    ")
                                  .span("fail", carets(line)));
                });
        case Frame.Folded folded ->
            html.details(
                false, folded.summary(), () -> html.pre(String.join("\n", folded.lines())));
      }
    }
    if (!log.isEmpty()) {
      html.details(
          true,
          "last log lines",
          () -> html.inside("div", "dim", () -> html.pre(String.join("\n", log))));
    }
  }

  @Override
  public String text() {
    var lines = new ArrayList<String>();
    lines.add(message.isEmpty() ? exception : exception + ": " + message);
    causes.forEach(cause -> lines.add("because of " + cause));
    for (var frame : frames) {
      switch (frame) {
        case Frame.User user -> {
          lines.add(user.place());
          user.source()
              .ifPresent(
                  line -> {
                    lines.add("    " + line.strip());
                    lines.add("    " + carets(line));
                  });
        }
        case Frame.Folded folded -> lines.add("  .. " + folded.summary());
      }
    }
    if (!log.isEmpty()) {
      lines.add("last log lines:");
      log.forEach(line -> lines.add("  " + line));
    }
    if (!copy.isEmpty()) {
      lines.add("again: " + copy);
    }
    return String.join("\n", lines);
  }

  private static String carets(String line) {
    var code = line.strip();
    var marked = Marked.of(code);
    return " ".repeat(Columns.width(code.substring(0, marked.from())))
        + "^".repeat(Math.max(1, Columns.width(code.substring(marked.from(), marked.to()))));
  }

  /**
   * What of a line is marked. The JVM knows lines, not columns, so it is the line's expression:
   * what is returned, assigned or tested, without what stands around it.
   */
  private record Marked(int from, int to) {
    private static final Pattern REMARK = Pattern.compile("\\s*//[^\"]*$");
    private static final Pattern BODY = Pattern.compile("[^{}]*\\)[^{}()]*\\{\\s*(.*?)\\s*}");
    private static final Pattern HEADER = Pattern.compile("[^(]*\\b\\w+\\s*\\((.*)\\)\\s*\\{");
    private static final Pattern VALUE =
        Pattern.compile("(?:return\\s+|[\\w<>\\[\\], .]+?\\s[-+*/]?=\\s+)(.*)");

    static Marked of(String code) {
      var remark = REMARK.matcher(code);
      var marked = new Marked(0, remark.find() ? remark.start() : code.length());
      return marked.within(BODY, code).within(HEADER, code).within(VALUE, code).withoutEnd(code);
    }

    /** The first group of a pattern that fits all that is marked. */
    private Marked within(Pattern pattern, String code) {
      var matcher = pattern.matcher(code).region(from, to);
      return matcher.matches() && matcher.end(1) > matcher.start(1)
          ? new Marked(matcher.start(1), matcher.end(1))
          : this;
    }

    private Marked withoutEnd(String code) {
      int end = to;
      while (end > from + 1 && ";{ ".indexOf(code.charAt(end - 1)) >= 0) {
        end--;
      }
      return new Marked(from, end);
    }
  }
}
