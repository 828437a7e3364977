package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;
import java.util.ArrayList;
import java.util.List;

/**
 * All calls of one task in one cell: each by itself as long as they are few, counted when they are
 * many.
 *
 * @param calls those that are shown by themselves, in order
 * @param counted one line about all of them, empty while each is shown
 */
public record CallsView(List<CallView> calls, List<String> counted) implements View {
  public CallsView {
    calls = List.copyOf(calls);
    counted = List.copyOf(counted);
  }

  @Override
  public String html() {
    return Html.page(this::drawIn);
  }

  void drawIn(Html html) {
    for (var call : calls) {
      html.inside("div", "", () -> call.draw(html));
    }
    counted.forEach(line -> html.inside("div", "", () -> html.noGlyph().dim(line)));
  }

  @Override
  public String text() {
    var lines = new ArrayList<String>();
    calls.forEach(call -> lines.add(call.text()));
    counted.forEach(line -> lines.add("  " + line));
    return String.join("\n", lines);
  }
}
