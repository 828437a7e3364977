package dev.updraft.notebooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a cell's run left below it, as the notebook would keep it. */
record Outputs(boolean failed, List<JsonNode> outputs, Duration took) {
  private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*m");

  static Outputs of(JsonNode answer) {
    return new Outputs(
        answer.path("status").asText().equals("error"),
        StreamSupport.stream(answer.path("outputs").spliterator(), false).toList(),
        Duration.ofMillis(Math.round(answer.path("seconds").asDouble() * 1000)));
  }

  /** All that a plain-text client shows, but for errors: values, displays, what was printed. */
  String text() {
    return joined(
        output ->
            output.path("text").asText("") + output.path("data").path("text/plain").asText(""));
  }

  /** The HTML of values and displays. */
  String html() {
    return joined(output -> output.path("data").path("text/html").asText(""));
  }

  /** The value of the cell's last expression, in plain text; empty for none. */
  String value() {
    return joined(
        output ->
            output.path("output_type").asText().equals("execute_result")
                ? output.path("data").path("text/plain").asText()
                : "");
  }

  /** The lines of the red output, without colours. */
  String error() {
    return joined(
        output ->
            StreamSupport.stream(output.path("traceback").spliterator(), false)
                .map(line -> COLOURS.matcher(line.asText()).replaceAll(""))
                .collect(Collectors.joining("\n")));
  }

  /** How often the displays were changed in place. */
  int updates() {
    return outputs.stream().mapToInt(output -> output.path("updates").asInt(0)).sum();
  }

  private String joined(Function<JsonNode, String> part) {
    return outputs.stream()
        .map(part)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
