package dev.updraft.cli;

import dev.updraft.client.ExecutionNames;
import dev.updraft.client.NodeState;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.CacheStatus;
import dev.updraft.client.model.Ending;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.Phase;
import dev.updraft.client.watch.Follower;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Words;
import dev.updraft.types.failure.FailureText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** An execution as lines: one when a node begins, one when it has ended. */
final class RunLines implements Follower.Listener {
  private final Consumer<String> say;
  private final Map<String, String> names;
  private final Map<String, Phase> told = new HashMap<>();
  private final Map<String, Instant> begun = new HashMap<>();
  private final CompletableFuture<Optional<String>> end = new CompletableFuture<>();
  private boolean away;

  /**
   * @param names of nodes, by their ids; of those within a node nothing need be known
   */
  RunLines(Consumer<String> say, Map<String, String> names) {
    this.say = say;
    this.names = Map.copyOf(names);
  }

  /** The failure's sentence; empty when it went well. */
  Optional<String> await() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void event(Event event) {
    away = false;
    if (!event.node().isEmpty()) {
      node(event);
    }
    event.ending().ifPresent(how -> end.complete(failure(how)));
  }

  private void node(Event event) {
    var node = event.node();
    begun.putIfAbsent(node, event.at());
    var phase = event.nodePhase();
    if (phase == told.put(node, phase)) {
      return;
    }
    var took = Words.duration(Duration.between(begun.getOrDefault(node, event.at()), event.at()));
    var hit = event.catalog().filter(info -> info.status() == CacheStatus.HIT).isPresent();
    switch (phase) {
      case RUNNING -> line(Glyph.RUNNING, node, "");
      case SUCCEEDED -> line(hit ? Glyph.HIT : Glyph.DONE, node, hit ? "hit" : took);
      case RECOVERED ->
          line(
              Glyph.RECOVERED,
              node,
              NodeState.takenFrom(event.why())
                  .map(from -> "from " + ExecutionNames.brief(from))
                  .orElse(""));
      case FAILED, TIMED_OUT -> line(Glyph.FAILED, node, took);
      case ABORTED -> line(Glyph.SKIPPED, node, "aborted");
      default -> {}
    }
  }

  private void line(Glyph glyph, String node, String detail) {
    var name = names.getOrDefault(node, "");
    say.accept(
        "  %s %s%s%s"
            .formatted(
                glyph.sign(),
                node,
                name.isEmpty() || name.equals(node) ? "" : " " + name,
                detail.isEmpty() ? "" : " · " + detail));
  }

  private static Optional<String> failure(Ending how) {
    return switch (how) {
      case Ending.Succeeded _ -> Optional.empty();
      case Ending.Failed(var raw) -> {
        var first = FailureText.read(raw.message()).chain().getFirst();
        yield Optional.of(
            first.type().isEmpty() ? first.message() : first.type() + ": " + first.message());
      }
      case Ending.Aborted(var cause) -> Optional.of("it was aborted: " + cause);
    };
  }

  @Override
  public void away(BackendException failure) {
    if (!away) {
      say.accept("  the backend is away and is looked for: " + failure.getMessage());
    }
    away = true;
  }

  @Override
  public void lost(RuntimeException failure) {
    end.completeExceptionally(failure);
  }
}
