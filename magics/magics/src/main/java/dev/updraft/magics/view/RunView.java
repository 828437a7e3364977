package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;

/** Calls of a workflow, and the graph of the newest with the state that each node is in. */
public record RunView(CallsView calls, GraphView graph) implements View {
  @Override
  public String html() {
    return Html.page(
        html -> {
          calls.drawIn(html);
          graph.drawIn(html);
        });
  }

  @Override
  public String text() {
    return calls.text() + "\n" + graph.picture();
  }
}
