package dev.updraft.magics.view;

import dev.updraft.magics.notebook.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One remote call as it stands: shown once, updated in place.
 *
 * @param task the task's name
 * @param execution the execution's short name
 * @param state where it stands
 * @param notes sentences below, e.g. why an attempt was repeated or that a helper changed
 */
public record CallView(String task, String execution, State state, List<String> notes)
    implements View {
  private static final int BAR = 12;
  private static final Duration NOTICED = Duration.ofSeconds(1);

  public CallView {
    notes = List.copyOf(notes);
  }

  /** Where a call stands. */
  public sealed interface State {
    /**
     * It waits for something.
     *
     * @param why one sentence's end, e.g. {@code for a free worker}; may be empty
     */
    record Waiting(String why, Duration elapsed) implements State {}

    /**
     * An attempt runs.
     *
     * @param attempt counted from 1
     * @param attempts how many there may be for the user's failures
     */
    record Running(Optional<Progress> progress, Duration elapsed, int attempt, int attempts)
        implements State {}

    /**
     * The catalog had it.
     *
     * @param entry e.g. {@code delays@9c1e}
     */
    record Hit(String entry, Instant madeAt, String by, String source, Duration saved, Instant now)
        implements State {}

    /**
     * It ran.
     *
     * @param entry the catalog entry that it made; empty for an uncached call
     * @param took from the first attempt's begin
     * @param waited until then
     */
    record Done(String entry, Duration took, Duration waited, int attempts) implements State {}

    /** It ended without a value; the failure is shown as the cell's error. */
    record Failed(Duration took, int attempt, int attempts) implements State {}

    /** Somebody stopped it. */
    record Aborted(String reason, Duration took) implements State {}
  }

  /**
   * How far an attempt has come.
   *
   * @param total 0 = unknown
   */
  public record Progress(long done, long total, String unit) {
    /** {@code 208,400 of 336,776 rows}. */
    public String words() {
      var count = total > 0 ? Words.count(done) + " of " + Words.count(total) : Words.count(done);
      return unit.isEmpty() ? count : count + " " + unit;
    }

    /** As plain text draws it, with a blank after; empty when the total is unknown. */
    public String bar() {
      if (total <= 0) {
        return "";
      }
      var eighths = (int) Math.round(Math.clamp((double) done / total, 0, 1) * BAR * 8);
      var partial = " ▏▎▍▌▋▊▉".charAt(eighths % 8);
      var full = "█".repeat(eighths / 8);
      var filled = eighths % 8 == 0 ? full : full + partial;
      return "[" + filled + " ".repeat(BAR - filled.length()) + "] ";
    }
  }

  @Override
  public String html() {
    return Html.page(this::draw);
  }

  /** Adds the call's lines, without the sheet. */
  void draw(Html html) {
    switch (state) {
      case State.Waiting waiting ->
          html.glyph(Glyph.WAITS)
              .text(task)
              .span("wait", "  waits" + before(" ", waiting.why()) + "  ")
              .dim(Words.duration(waiting.elapsed()) + " · ")
              .code(execution);
      case State.Running running -> running(html, running);
      case State.Hit hit -> {
        html.glyph(Glyph.HIT).bold("hit").text(" ").code(hit.entry()).dim(" · made ");
        html.hover(Words.ago(hit.madeAt(), hit.now()), hit.madeAt().toString());
        html.dim(by(hit) + " in ").code(hit.source()).dim(saved(hit));
      }
      case State.Done done -> {
        html.glyph(Glyph.DONE).bold(task);
        html.dim(
                " ran "
                    + Words.duration(done.took())
                    + tries(done.attempts())
                    + waited(done)
                    + " in ")
            .code(execution);
        if (!done.entry().isEmpty()) {
          html.dim(" · kept as ").code(done.entry());
        }
      }
      case State.Failed failed -> {
        html.glyph(Glyph.FAILED).bold(task + " failed");
        html.dim(" " + failedAfter(failed) + " · ").code(execution);
      }
      case State.Aborted aborted -> {
        html.glyph(Glyph.SKIPPED).bold(task + " aborted");
        html.dim(
                " after "
                    + Words.duration(aborted.took())
                    + before(" · ", aborted.reason())
                    + " · ")
            .code(execution);
      }
    }
    notes.forEach(note -> html.line().noGlyph().dim(note));
  }

  private void running(Html html, State.Running running) {
    html.glyph(Glyph.RUNNING).text(task).span("run", "  running  ");
    running
        .progress()
        .ifPresent(
            progress -> {
              if (progress.total() > 0) {
                html.bar((double) progress.done() / progress.total());
              }
              html.dim(" " + progress.words() + "  ");
            });
    html.text(Words.duration(running.elapsed()));
    html.dim(attempt("  attempt ", running.attempt(), running.attempts()) + " · ").code(execution);
  }

  @Override
  public String text() {
    var lines = new ArrayList<String>();
    lines.add(
        switch (state) {
          case State.Waiting waiting ->
              Glyph.WAITS.sign()
                  + " "
                  + task
                  + "  waits"
                  + before(" ", waiting.why())
                  + "  "
                  + Words.duration(waiting.elapsed())
                  + "  "
                  + execution;
          case State.Running running ->
              Glyph.RUNNING.sign()
                  + " "
                  + task
                  + "  running  "
                  + running.progress().map(p -> p.bar() + p.words() + "  ").orElse("")
                  + Words.duration(running.elapsed())
                  + attempt("  attempt ", running.attempt(), running.attempts())
                  + "  "
                  + execution;
          case State.Hit hit ->
              Glyph.HIT.sign()
                  + " hit "
                  + hit.entry()
                  + " · made "
                  + Words.ago(hit.madeAt(), hit.now())
                  + by(hit)
                  + " in "
                  + hit.source()
                  + saved(hit);
          case State.Done done ->
              Glyph.DONE.sign()
                  + " "
                  + task
                  + " ran "
                  + Words.duration(done.took())
                  + tries(done.attempts())
                  + waited(done)
                  + " in "
                  + execution
                  + (done.entry().isEmpty() ? "" : " · kept as " + done.entry());
          case State.Failed failed ->
              Glyph.FAILED.sign()
                  + " "
                  + task
                  + " failed "
                  + failedAfter(failed)
                  + " · "
                  + execution;
          case State.Aborted aborted ->
              Glyph.SKIPPED.sign()
                  + " "
                  + task
                  + " aborted after "
                  + Words.duration(aborted.took())
                  + before(" · ", aborted.reason())
                  + " · "
                  + execution;
        });
    notes.forEach(note -> lines.add("  " + note));
    return String.join("\n", lines);
  }

  /** Nothing for nothing. */
  private static String before(String gap, String words) {
    return words.isEmpty() ? "" : gap + words;
  }

  private static String by(State.Hit hit) {
    return hit.by().isEmpty() ? "" : " by " + hit.by();
  }

  private static String saved(State.Hit hit) {
    return " · saved " + Words.duration(hit.saved());
  }

  /** What nobody notices is not said. */
  private static String waited(State.Done done) {
    return done.waited().compareTo(NOTICED) < 0
        ? ""
        : " after waiting " + Words.duration(done.waited()) + ",";
  }

  private static String tries(int attempts) {
    return attempts > 1 ? " in attempt " + attempts + "," : "";
  }

  private static String failedAfter(State.Failed failed) {
    return "after "
        + Words.duration(failed.took())
        + ","
        + attempt(" attempt ", failed.attempt(), failed.attempts());
  }

  private static String attempt(String before, int attempt, int attempts) {
    return before + attempt + " of " + Math.max(attempt, attempts);
  }
}
