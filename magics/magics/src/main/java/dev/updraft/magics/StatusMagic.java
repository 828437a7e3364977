package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.client.grpc.Executions;
import dev.updraft.client.grpc.Nodes;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.CacheStatus;
import dev.updraft.client.model.Ending;
import dev.updraft.client.model.Event;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.ExecutionRow;
import dev.updraft.client.model.Phase;
import dev.updraft.client.model.ProgressInfo;
import dev.updraft.client.model.WorkflowId;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.CallView;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Note;
import dev.updraft.magics.view.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * {@code %status}: where an execution stands; {@code -f} follows it, also one that another kernel
 * started.
 */
final class StatusMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%status",
          List.of("[EXECUTION][/NODE]"), List.of(Option.flag("-f", "follow until it ends")));

  private final Workbench bench;
  private final Targets targets;

  StatusMagic(Workbench bench) {
    this.bench = bench;
    this.targets = new Targets(bench);
  }

  @Override
  public @Nullable Object call(List<String> words) throws InterruptedException {
    var line = GRAMMAR.read(words);
    var follow = line.has("-f");
    line.check();
    var target = targets.node(line.word(0));
    var id = target.execution();
    if (!target.node().isEmpty()) {
      return node(target, follow);
    }
    var first = bench.session().backend().nodes().look(id);
    if (!follow || first.ending().isPresent()) {
      return note(id, first);
    }
    var display = bench.notebook().show(note(id, first));
    var ended = new CountDownLatch(1);
    var following =
        bench
            .session()
            .follow(
                id,
                new dev.updraft.client.watch.Follower.Listener() {
                  @Override
                  public void event(Event event) {
                    display.update(note(id, event));
                    if (event.ending().isPresent()) {
                      ended.countDown();
                    }
                  }

                  @Override
                  public void away(dev.updraft.client.model.BackendException failure) {
                    display.update(
                        new Note(
                            Glyph.WAITS, id.name(), List.of(String.valueOf(failure.getMessage()))));
                  }

                  @Override
                  public void lost(RuntimeException failure) {
                    display.update(
                        new Note(
                            Glyph.FAILED,
                            id.name(),
                            List.of(String.valueOf(failure.getMessage()))));
                    ended.countDown();
                  }
                });
    try {
      ended.await();
    } finally {
      following.stop();
    }
    return null;
  }

  private static String ran(ExecutionRow row, Event event, Instant now) {
    if (event.catalog().filter(info -> info.status() == CacheStatus.HIT).isPresent()) {
      return " · hit: nothing ran";
    }
    var verb = row.phase().terminal() ? " · ran " : " · has run ";
    return row.ran(now).map(ran -> verb + Words.duration(ran)).orElse("");
  }

  private Note note(ExecutionId id, Event event) {
    var row = bench.session().backend().executions().get(id);
    var lines = new ArrayList<String>();
    var now = bench.clock().instant();
    lines.add("called " + Words.ago(row.createdAt(), now) + ran(row, event, now));
    event
        .progress()
        .filter(ProgressInfo::counts)
        .map(p -> new CallView.Progress(p.done(), p.total(), p.unit()))
        .ifPresent(progress -> lines.add(progress.bar() + progress.words()));
    if (!event.why().isEmpty()) {
      lines.add(event.why());
    }
    if (event.ending().isPresent() && event.ending().get() instanceof Ending.Failed(var failure)) {
      lines.add(failure.message().lines().findFirst().orElse(failure.code()));
    }
    var launched = bench.session().backend().executions().launched(id);
    var workflow = launched.what() instanceof WorkflowId;
    if (workflow) {
      lines.addAll(nodes(id, launched));
    }
    return new Note(
        ExecutionsMagic.glyph(event.phase()),
        row.task()
            + " "
            + event.phase().name().toLowerCase(Locale.ROOT)
            + (workflow ? "" : " · attempt " + (event.attempt() + 1))
            + " · "
            + CellCalls.brief(id.name()),
        lines);
  }

  /** A line for each node of a workflow that was begun, or taken over. */
  private List<String> nodes(ExecutionId id, Executions.Launched launched) {
    return bench.session().backend().nodes().table(id).stream()
        .map(
            row ->
                String.join(
                    " ", glyph(row.phase(), row.hit()).sign(), row.id(), detail(row, launched)))
        .map(String::strip)
        .toList();
  }

  private static String detail(Nodes.Row row, Executions.Launched launched) {
    if (row.phase() == Phase.RECOVERED) {
      return launched.reference().map(from -> "· from " + CellCalls.brief(from.name())).orElse("");
    }
    if (row.hit()) {
      return "· hit";
    }
    return row.took().map(took -> "· " + Words.duration(took)).orElse("")
        + (row.error().isEmpty() ? "" : " · " + row.error());
  }

  private static Glyph glyph(Phase phase, boolean hit) {
    if (phase == Phase.RECOVERED) {
      return Glyph.RECOVERED;
    }
    return hit ? Glyph.HIT : ExecutionsMagic.glyph(phase);
  }

  /** One node of a workflow. */
  private Note node(Targets.NodeTarget target, boolean follow) {
    if (follow) {
      throw new NotebookError(
          "-f follows an execution as a whole: leave '/%s' out.".formatted(target.node()));
    }
    try {
      var event = bench.session().backend().nodes().look(target.execution(), target.node());
      var hit = event.catalog().filter(info -> info.status() == CacheStatus.HIT).isPresent();
      return new Note(
          glyph(event.nodePhase(), hit),
          "%s of %s %s · attempt %d"
              .formatted(
                  target.node(),
                  CellCalls.brief(target.execution().name()),
                  event.nodePhase().name().toLowerCase(Locale.ROOT),
                  event.attempt() + 1),
          hit ? List.of("hit: nothing ran") : List.of());
    } catch (BackendException e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }
}
