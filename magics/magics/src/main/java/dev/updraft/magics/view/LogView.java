package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;

/**
 * Lines that a task printed.
 *
 * @param head whose they are, e.g. {@code late · a7xk, attempt 1}
 */
public record LogView(String head, String log) implements View {
  @Override
  public String html() {
    return Html.page(html -> html.dim(head).pre(log.isEmpty() ? "(nothing was printed)" : log));
  }

  @Override
  public String text() {
    return head + "\n" + (log.isEmpty() ? "(nothing was printed)" : log);
  }
}
