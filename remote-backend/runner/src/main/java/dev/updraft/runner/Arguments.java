package dev.updraft.runner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a runner is told about its attempt: the container contract's arguments (contract 1.1), the
 * same in a container and on a laptop. All are URIs.
 *
 * @param inputs the file {@code inputs.pb}
 * @param outputPrefix where {@code outputs.pb} or {@code error.pb} goes: the attempt's own
 * @param rawOutputPrefix where frames and files go: the attempt's own
 * @param task the file of the serialized task template
 */
record Arguments(String inputs, String outputPrefix, String rawOutputPrefix, String task) {
  static final String COMMAND = "updraft-run";

  static Arguments parse(List<String> words) {
    if (words.isEmpty() || !words.get(0).equals(COMMAND)) {
      throw new IllegalArgumentException(
          "Expected '" + COMMAND + " --inputs URI ..', but got: " + String.join(" ", words));
    }
    Map<String, String> values = new HashMap<>();
    for (int at = 1; at < words.size(); at += 2) {
      if (!words.get(at).startsWith("--") || at + 1 == words.size()) {
        throw new IllegalArgumentException(
            "Expected pairs of --name and value, but got: " + String.join(" ", words));
      }
      values.put(words.get(at), words.get(at + 1));
    }
    return new Arguments(
        need(values, "--inputs"),
        need(values, "--output-prefix"),
        need(values, "--raw-output-prefix"),
        need(values, "--task"));
  }

  private static String need(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The argument " + name + " is missing; there are: " + values.keySet());
    }
    return value;
  }
}
