package dev.updraft.service.rest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a query in their order: {@code name=value} joined with {@code &}. */
record Query(List<Parameter> parameters) {
  /** A field's path and the text that is to be its value. */
  record Parameter(String name, String value) {}

  /**
   * @param query as it was sent, with its escapes; none is an empty one
   */
  static Query of(@Nullable String query) {
    var parameters = new ArrayList<Parameter>();
    for (var part : (query == null ? "" : query).split("&")) {
      if (!part.isEmpty()) {
        var sign = part.indexOf('=');
        parameters.add(
            new Parameter(
                text(sign < 0 ? part : part.substring(0, sign)),
                text(sign < 0 ? "" : part.substring(sign + 1))));
      }
    }
    return new Query(List.copyOf(parameters));
  }

  private static String text(String part) {
    return Utf8.unescaped(part.replace("+", "%20"), "The query's");
  }
}
