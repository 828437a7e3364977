package dev.updraft.magics;

import dev.updraft.client.CallListener;
import dev.updraft.client.CallState;
import dev.updraft.client.ExecutionNames;
import dev.updraft.client.NodeState;
import dev.updraft.client.model.CacheStatus;
import dev.updraft.client.model.CatalogInfo;
import dev.updraft.client.model.Ending;
import dev.updraft.client.model.Phase;
import dev.updraft.client.model.ProgressInfo;
import dev.updraft.magics.notebook.Display;
import dev.updraft.magics.notebook.Notebook;
import dev.updraft.magics.notebook.View;
import dev.updraft.magics.view.CallView;
import dev.updraft.magics.view.CallView.State;
import dev.updraft.magics.view.CallsView;
import dev.updraft.magics.view.GraphView;
import dev.updraft.magics.view.RunView;
import dev.updraft.magics.view.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one display of a task's calls in a cell. Shown by the first call, redrawn at most a few times
 * a second, for the last time when its last call has ended. Any thread.
 */
final class CellCalls {
  private static final int EACH = 3;
  private static final Duration QUIET = Duration.ofMillis(150);

  /** Most hits have ended by then: a line about waiting would only flicker. */
  private static final Duration YOUNG = Duration.ofMillis(50);

  private final Notebook notebook;
  private final Clock clock;
  private final int attempts;
  private final Optional<Picture> picture;
  private final List<Call> shown = new ArrayList<>();
  private final Counts counts = new Counts();
  private @Nullable Display display;
  private Instant drawn = Instant.MIN;

  /** One call that has a line of its own. */
  private static final class Call {
    private final List<String> notes;
    private @Nullable CallState state;
    private boolean missed;

    private Call(List<String> notes) {
      this.notes = new ArrayList<>(notes);
    }
  }

  /** Asked once of a call with a line of its own that the catalog did not know; blocks. */
  interface WhyMissed {
    /** A sentence to stand below the line. */
    Optional<String> why(CallState state);
  }

  /** All calls, counted. */
  private static final class Counts {
    private long begun;
    private long hits;
    private long ran;
    private long failed;
    private long aborted;
    private Duration saved = Duration.ZERO;

    private long open() {
      return begun - hits - ran - failed - aborted;
    }

    private void ended(CallState state, Ending ending) {
      switch (ending) {
        case Ending.Succeeded ignored -> {
          if (state.hit()) {
            hits++;
            saved = saved.plus(state.catalog().flatMap(CatalogInfo::saved).orElse(Duration.ZERO));
          } else {
            ran++;
          }
        }
        case Ending.Failed ignored -> failed++;
        case Ending.Aborted ignored -> aborted++;
      }
    }

    private String words() {
      var parts = new ArrayList<String>();
      add(parts, hits, hits == 1 ? "hit" : "hits");
      add(parts, ran, "ran");
      add(parts, failed, "failed");
      add(parts, aborted, "aborted");
      add(parts, open(), "under way");
      var gained = saved.isZero() ? "" : " · saved " + Words.duration(saved);
      return Words.count(begun, "call") + ": " + String.join(", ", parts) + gained;
    }

    private static void add(List<String> parts, long n, String what) {
      if (n > 0) {
        parts.add(Words.count(n) + " " + what);
      }
    }
  }

  /** What is drawn below the line of a call. */
  interface Picture {
    GraphView of(CallState state, Instant now);
  }

  /**
   * @param retries how often a failure of the user's is tried again
   */
  CellCalls(Notebook notebook, Clock clock, int retries) {
    this(notebook, clock, retries, Optional.empty());
  }

  /** Of a workflow's calls: the newest one's graph is drawn. */
  CellCalls(Notebook notebook, Clock clock, Picture picture) {
    this(notebook, clock, 0, Optional.of(picture));
  }

  private CellCalls(Notebook notebook, Clock clock, int retries, Optional<Picture> picture) {
    this.notebook = notebook;
    this.clock = clock;
    this.attempts = retries + 1;
    this.picture = picture;
  }

  /**
   * A new call's listener; {@code notes} stand below its line.
   *
   * @param whyMissed asked beside the call, which does not wait for the answer
   */
  synchronized CallListener begin(List<String> notes, WhyMissed whyMissed) {
    counts.begun++;
    var call = new Call(notes);
    if (shown.size() < EACH) {
      shown.add(call);
    }
    var ended = new boolean[1];
    return state -> {
      heard(call, state, ended);
      if (firstMiss(call, state)) {
        Thread.ofVirtual()
            .name("why-" + state.id().name())
            .start(() -> whyMissed.why(state).ifPresent(why -> note(call, why)));
      }
    };
  }

  /**
   * Of a call that was faster than whoever follows it, only its end is told: what was kept had run.
   */
  private synchronized boolean firstMiss(Call call, CallState state) {
    var miss =
        !call.missed
            && shown.contains(call)
            && state
                .catalog()
                .map(CatalogInfo::status)
                .filter(status -> status == CacheStatus.MISS || status == CacheStatus.POPULATED)
                .isPresent();
    call.missed |= miss;
    return miss;
  }

  private synchronized void note(Call call, String sentence) {
    call.notes.add(sentence);
    if (display != null) {
      draw(clock.instant());
    }
  }

  private synchronized void heard(Call call, CallState state, boolean[] ended) {
    if (ended[0]) {
      return;
    }
    call.state = state;
    state
        .ending()
        .ifPresent(
            ending -> {
              ended[0] = true;
              counts.ended(state, ending);
            });
    var now = clock.instant();
    var settled = counts.open() == 0;
    var young = Duration.between(state.since(), now).compareTo(YOUNG) < 0;
    if (display == null && young && !ended[0]) {
      return;
    }
    if (settled ? counts.begun <= EACH || due(now) : due(now)) {
      draw(now);
    }
  }

  private boolean due(Instant now) {
    return display == null || Duration.between(drawn, now).compareTo(QUIET) >= 0;
  }

  /** Draws what there is, if nothing of it is shown yet. */
  synchronized void show() {
    if (display == null) {
      draw();
    }
  }

  /**
   * Draws what there is: each tick of a clock while calls are open, and at the end of a waiting
   * call.
   */
  synchronized void draw() {
    if (shown.stream().anyMatch(call -> call.state != null)) {
      draw(clock.instant());
    }
  }

  /** Whether the calls are so many that the latest has no line of its own. */
  synchronized boolean counting() {
    return counts.begun > EACH;
  }

  /** Whether nothing more will change. */
  synchronized boolean settled() {
    return counts.open() == 0;
  }

  private void draw(Instant now) {
    drawn = now;
    var present = display;
    var view = view(now);
    if (present == null) {
      display = notebook.show(view);
    } else {
      present.update(view);
    }
  }

  private View view(Instant now) {
    var calls =
        new CallsView(
            shown.stream()
                .flatMap(
                    call ->
                        Optional.ofNullable(call.state)
                            .map(state -> view(state, call.notes, now))
                            .stream())
                .toList(),
            counts.begun > EACH ? List.of(counts.words()) : List.of());
    var newest = shown.getLast().state;
    return picture.isPresent() && newest != null
        ? new RunView(calls, picture.get().of(newest, now))
        : calls;
  }

  private CallView view(CallState state, List<String> before, Instant now) {
    var notes = new ArrayList<>(before);
    notes.addAll(state.past());
    state.away().ifPresent(notes::add);
    NodeState.takenFrom(state.why()).ifPresent(_ -> notes.add(state.why())); // of a task by itself
    return new CallView(state.task(), brief(state.id().name()), stand(state, now), notes);
  }

  private State stand(CallState state, Instant now) {
    var elapsed = Duration.between(state.since(), state.ending().isPresent() ? state.at() : now);
    if (state.ending().isPresent()) {
      return ended(state, state.ending().get(), elapsed, now);
    }
    if (state.attemptPhase() == Phase.RUNNING) {
      return new State.Running(
          state
              .progress()
              .filter(ProgressInfo::counts)
              .map(p -> new CallView.Progress(p.done(), p.total(), p.unit())),
          elapsed,
          state.attempt() + 1,
          attempts);
    }
    return new State.Waiting(state.why(), elapsed);
  }

  private State ended(CallState state, Ending ending, Duration elapsed, Instant now) {
    return switch (ending) {
      case Ending.Succeeded ignored -> {
        var catalog = state.catalog();
        if (state.hit() && catalog.isPresent()) {
          var info = catalog.get();
          yield new State.Hit(
              entry(state.task(), info.key()),
              info.madeAt().orElse(now),
              info.madeBy(),
              info.source().map(source -> ExecutionNames.brief(source, state.task())).orElse("?"),
              info.saved().orElse(Duration.ZERO),
              now);
        }
        var kept =
            catalog
                .filter(info -> info.status() == CacheStatus.POPULATED)
                .map(info -> entry(state.task(), info.key()))
                .orElse("");
        yield new State.Done(kept, state.ran(), state.waited(), state.attempt() + 1);
      }
      case Ending.Failed ignored -> new State.Failed(state.ran(), state.attempt() + 1, attempts);
      case Ending.Aborted aborted -> new State.Aborted(aborted.cause(), elapsed);
    };
  }

  static String entry(String task, String key) {
    return task + "@" + brief(key);
  }

  static String brief(String name) {
    return ExecutionNames.brief(name);
  }
}
