package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;
import java.util.List;
import java.util.stream.Collectors;

/** A task's outputs by name, frames by their first rows. */
public record ValuesView(List<Value> values) implements View {
  public ValuesView {
    values = List.copyOf(values);
  }

  /** One output. */
  public sealed interface Value {
    String name();

    /** The beginning of a dataframe. */
    record Frame(String name, FrameTable table) implements Value {}

    /** Anything that fits in a line. */
    record Plain(String name, String text) implements Value {}
  }

  @Override
  public String html() {
    return Html.page(
        html ->
            values.forEach(
                value -> html.inside("div", "", () -> draw(html.bold(value.name()), value))));
  }

  private static void draw(Html html, Value value) {
    switch (value) {
      case Value.Frame frame -> frame.table().draw(html);
      case Value.Plain plain -> html.text("  " + plain.text());
    }
  }

  @Override
  public String text() {
    return values.stream()
        .map(
            value ->
                switch (value) {
                  case Value.Frame frame -> frame.name() + "\n" + frame.table().text();
                  case Value.Plain plain -> plain.name() + "  " + plain.text();
                })
        .collect(Collectors.joining("\n"));
  }
}
