package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;

/**
 * A report that a task wrote. Its HTML is not trusted: it is shown closed off from the notebook.
 *
 * @param head whose it is, e.g. {@code report of late · a7xk}
 * @param document HTML, whole
 * @param toFile the line that writes it to a file
 */
public record ReportView(String head, String document, String toFile) implements View {
  /** In characters. Jupyter's server drops messages that are much larger, without a word. */
  private static final int LARGEST_SHOWN = 2_000_000;

  private static final int LOWEST = 80;
  private static final int HIGHEST = 480;

  @Override
  public String html() {
    return Html.page(
        html -> {
          html.dim(head);
          if (tooLarge()) {
            html.line().text(why()).code(toFile);
          } else {
            html.closedOff(document, Math.clamp(ReportText.of(document).pixels(), LOWEST, HIGHEST));
          }
        });
  }

  @Override
  public String text() {
    return tooLarge()
        ? head + "\n" + why() + toFile
        : (head + "\n" + ReportText.of(document).text()).strip();
  }

  private boolean tooLarge() {
    return document.length() > LARGEST_SHOWN;
  }

  private String why() {
    return "It is too large to be shown in a cell ("
        + Words.size(document.length())
        + "). To read it: ";
  }
}
