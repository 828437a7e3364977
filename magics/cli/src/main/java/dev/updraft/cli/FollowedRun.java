package dev.updraft.cli;

import dev.updraft.client.ExecutionNames;
import dev.updraft.client.Session;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.LiteralText;
import dev.updraft.magics.view.Words;
import dev.updraft.types.graph.Node;
import dev.updraft.types.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An execution followed in the terminal to its end, with what it gave. */
final class FollowedRun {
  private static final int ROWS = 10;
  private final Main.Surroundings surroundings;
  private final Session session;
  private final String name;

  FollowedRun(Main.Surroundings surroundings, Session session, String name) {
    this.surroundings = surroundings;
    this.session = session;
    this.name = name;
  }

  /** The exit code. */
  int follow(ExecutionId id) throws InterruptedException {
    var brief = ExecutionNames.brief(id.name());
    surroundings.say("%s %s %s".formatted(Glyph.RUNNING.sign(), name, brief));
    var lines = new RunLines(surroundings::say, names(id));
    var began = surroundings.clock().instant();
    session.follow(id, lines);
    var failure = lines.await();
    var took = Words.duration(Duration.between(began, surroundings.clock().instant()));
    if (failure.isPresent()) {
      surroundings
          .err()
          .println(
              "%s %s %s failed after %s: %s"
                  .formatted(Glyph.FAILED.sign(), name, brief, took, failure.get()));
      return Main.FAILED;
    }
    surroundings.say("%s %s %s %s".formatted(Glyph.DONE.sign(), name, brief, ran(id)));
    Wire.readLiterals(session.backend().executions().outputs(id))
        .forEach((output, value) -> surroundings.say(LiteralText.of(output, value, ROWS)));
    return 0;
  }

  /** What the nodes of a workflow are called, by their ids. */
  private Map<String, String> names(ExecutionId id) {
    return session.backend().executions().launched(id).what() instanceof WorkflowId workflow
        ? session
            .backend()
            .registry()
            .workflow(workflow)
            .map(stored -> stored.workflow().nodes())
            .orElse(List.of())
            .stream()
            .collect(Collectors.toMap(Node::id, Node::name))
        : Map.of();
  }

  /** As everywhere: from the begin of what ran first. */
  private String ran(ExecutionId id) {
    return session
        .backend()
        .executions()
        .get(id)
        .ran(surroundings.clock().instant())
        .map(span -> "ran " + Words.duration(span))
        .orElse("hit");
  }
}
