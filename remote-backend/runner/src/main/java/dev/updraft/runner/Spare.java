package dev.updraft.runner;

import dev.updraft.api.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worker that was started ahead: connects, waits for its one attempt, runs it, ends. When the
 * backend goes away an idle spare ends at once. A busy one goes on, and connects again as soon as
 * somebody listens: its claim says which attempt it has.
 */
final class Spare {
  private static final int RECONNECT_MILLIS = 250;

  private final Options options;
  private final Link link;
  private volatile String attempt = "";
  private volatile @Nullable Announcements announcements;

  private Spare(Options options) {
    this.options = options;
    this.link = new Link(options.socketFile());
  }

  /**
   * How it was started.
   *
   * @param worker its name
   * @param kept what stays of the log
   * @param selfTest a folder made by {@code train}; null = starts cold
   * @param lead whether it must become the leader of a session by itself
   */
  record Options(
      String worker,
      Path socketFile,
      Path log,
      LogCap.Kept kept,
      @Nullable Path selfTest,
      boolean lead) {
    static Options parse(List<String> words) {
      Map<String, String> values = new HashMap<>();
      for (int at = 1; at + 1 < words.size(); at += 2) {
        values.put(words.get(at), words.get(at + 1));
      }
      String selfTest = values.get("--self-test");
      return new Options(
          need(values, "--worker"),
          Path.of(need(values, "--socket-file")),
          Path.of(need(values, "--log")),
          new LogCap.Kept(
              Long.parseLong(need(values, "--log-first")),
              Long.parseLong(need(values, "--log-last"))),
          selfTest == null ? null : Path.of(selfTest),
          Boolean.parseBoolean(values.get("--lead")));
    }

    private static String need(Map<String, String> values, String name) {
      String value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException(
            "spare: the argument " + name + " is missing; there are " + values.keySet());
      }
      return value;
    }
  }

  static void run(Options options, List<Path> adapters) {
    if (options.lead()) {
      Session.lead();
    }
    if (options.selfTest() != null) {
      new SelfTest(options.selfTest()).run(adapters);
    }
    new Spare(options).serve(adapters);
  }

  private void serve(List<Path> adapters) {
    try {
      link.connect(hello());
    } catch (IOException e) {
      return; // whoever started this spare is gone
    }
    Frame job = link.read();
    if (job == null || !job.word().equals(Frame.RUN)) {
      return;
    }
    claim(job);
    attempt = job.field("attempt");
    link.send(new Frame(Frame.CLAIMED, Map.of("attempt", attempt)));
    var told = new Announcements(attempt, link::send);
    announcements = told;
    daemon(this::listen, "updraft-link");
    LogCap.start(options.log(), options.kept());
    Progress.install(new FewReports(told));
    boolean succeeded =
        attempt(job, adapters).tellingOfReports(told::reportWritten).run(() -> done(false));
    System.out.flush();
    done(succeeded);
  }

  private Attempt attempt(Frame job, List<Path> adapters) {
    var arguments =
        new Arguments(
            job.field("inputs"),
            job.field("output-prefix"),
            job.field("raw-output-prefix"),
            job.field("task"));
    var ahead = new Attempt(arguments, adapters, ExitGuard.install(), InstantSource.system());
    return "true".equals(job.fields().get("verified")) ? ahead.withVerifiedCode() : ahead;
  }

  /**
   * On disk before the body: from here on the body may have had effects, and nobody starts this
   * attempt a second time.
   */
  private static void claim(Frame job) {
    try {
      LocalFiles.writeWhole(
          Path.of(job.field("claim-file")), job.field("claim").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(
          "Could not write the claim " + job.field("claim-file") + ": nothing was run.", e);
    }
  }

  private void listen() {
    while (true) {
      Frame frame = link.read();
      if (frame == null) {
        reconnect();
      } else if (frame.word().equals(Frame.KILL)) {
        Runtime.getRuntime().halt(143);
      }
    }
  }

  private void reconnect() {
    try {
      do {
        Thread.sleep(RECONNECT_MILLIS);
      } while (!connected());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean connected() {
    try {
      link.connect(hello());
      var told = announcements;
      if (told != null) {
        told.repeat();
      }
      return true;
    } catch (IOException notBackYet) {
      return false;
    }
  }

  private Frame hello() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("worker", options.worker());
    fields.put("attempt", attempt);
    return new Frame(Frame.HELLO, fields);
  }

  private void done(boolean succeeded) {
    link.send(
        new Frame(
            Frame.DONE, Map.of("attempt", attempt, "succeeded", Boolean.toString(succeeded))));
  }

  private static void daemon(Runnable body, String name) {
    var thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }
}
