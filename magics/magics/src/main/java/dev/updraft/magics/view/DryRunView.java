package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;

/**
 * What a workflow would do: its graph, with what is foreseen of each node in its box, and below it
 * the reasons.
 *
 * @param reasons a row for each node
 * @param did what was done to find out
 */
public record DryRunView(GraphView graph, Table reasons, String did) implements View {
  @Override
  public String html() {
    return Html.page(
        html -> {
          html.text(graph.title()).line();
          graph.drawIn(html);
          reasons.drawIn(html);
          html.dim(did);
        });
  }

  @Override
  public String text() {
    return String.join("\n", graph.title(), reasons.text(), did);
  }
}
