package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;
import java.util.Optional;

/**
 * Lines that a task printed.
 *
 * @param head whose they are, e.g. {@code late · a7xk, attempt 1}
 */
public record LogView(String head, String log) implements View {
  /**
   * Which of several attempts a log is of, and how to see the others; empty for an only one.
   *
   * @param asked the attempt that was asked for, counted from 1; 0 = the last
   */
  public static Optional<String> others(int asked, int attempts) {
    return attempts < 2
        ? Optional.empty()
        : Optional.of(
            "attempt %d of %d; --attempt N shows another"
                .formatted(asked == 0 ? attempts : asked, attempts));
  }

  @Override
  public String html() {
    return Html.page(html -> html.dim(head).pre(log.isEmpty() ? "(nothing was printed)" : log));
  }

  @Override
  public String text() {
    return head + "\n" + (log.isEmpty() ? "(nothing was printed)" : log);
  }
}
