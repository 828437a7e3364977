package dev.updraft.service;

import dev.updraft.model.ExecutionId;
import dev.updraft.model.InvalidRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name of data: {@code
 * flyte://v1/<project>/<domain>/<execution>/<node>[/<attempt>]/<i|o|d>[/<variable>]}.
 */
record FlyteUrl(
    String text,
    ExecutionId execution,
    String node,
    Optional<Integer> attempt,
    Side side,
    Optional<String> variable) {
  private static final Pattern FORM =
      Pattern.compile(
          "flyte://v1/([^/]+)/([^/]+)/([^/]+)/([^/]+)(?:/(\\d{1,9}))?/([iod])(?:/([^/]+))?");

  /** Which data. */
  enum Side {
    INPUTS,
    OUTPUTS,
    DECK
  }

  static FlyteUrl parse(String url) {
    var match = FORM.matcher(url);
    if (!match.matches()) {
      throw new InvalidRequest(
          ("'%s' does not name data. Write"
                  + " flyte://v1/<project>/<domain>/<execution>/<node>[/<attempt>]/<i|o|d>[/<variable>].")
              .formatted(url));
    }
    return new FlyteUrl(
        url,
        new ExecutionId(match.group(1), match.group(2), match.group(3)),
        match.group(4),
        Optional.ofNullable(match.group(5)).map(Integer::valueOf),
        switch (match.group(6)) {
          case "i" -> Side.INPUTS;
          case "o" -> Side.OUTPUTS;
          default -> Side.DECK;
        },
        Optional.ofNullable(match.group(7)));
  }

  static String ofNode(ExecutionId execution, String node) {
    return "flyte://v1/%s/%s/%s/%s"
        .formatted(execution.project(), execution.domain(), execution.name(), node);
  }

  static String ofAttempt(ExecutionId execution, String node, int attempt) {
    return ofNode(execution, node) + "/" + attempt;
  }
}
