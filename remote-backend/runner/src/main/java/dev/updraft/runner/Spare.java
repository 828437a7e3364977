package dev.updraft.runner;

import dev.updraft.api.Progress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A worker that was started ahead: connects, waits for its one attempt, runs it, ends. One that is
 * to be kept looks for {@link Traces} of the attempt then, and takes another where there are none.
 * When the backend goes away an idle worker ends at once. A busy one goes on, and connects again as
 * soon as somebody listens: its claim says which attempt it has; kept it is not any more.
 */
final class Spare {
  private static final int RECONNECT_MILLIS = 250;
  private static final int MOST_ATTEMPTS = 1_000;
  private static final int MOST_NAMED = 6;

  /** Of no attempt: what a thread says that its attempt left behind is not heard. */
  private static final Announcements UNHEARD = new Announcements("", frame -> {});

  private final Options options;
  private final Link link;
  private final Orders orders = new Orders();
  private volatile String attempt = "";
  private volatile Announcements announcements = UNHEARD;

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
    begin(job);
    daemon(this::listen, "updraft-link");
    LogCap log = LogCap.start(options.log(), options.kept());
    var userJars = new UserJars(adapters);
    ExitGuard guard = ExitGuard.install();
    if (isTrue(job, "keep")) {
      stay(job, userJars, guard, log);
      return;
    }
    boolean succeeded = attempt(job, userJars, guard).run(() -> done(false));
    System.out.flush();
    done(succeeded);
  }

  private void begin(Frame job) {
    claim(job);
    attempt = job.field("attempt");
    link.send(new Frame(Frame.CLAIMED, Map.of("attempt", attempt)));
    var told = new Announcements(attempt, link::send);
    announcements = told;
    Progress.install(new FewReports(told));
  }

  /** One attempt after the other, until one leaves something behind or no more will come. */
  private void stay(Frame first, UserJars userJars, ExitGuard guard, LogCap log) {
    Attempt.closeInput();
    Traces traces = Traces.sinceNow();
    Optional<Frame> next = Optional.of(first);
    for (int attempts = 1; next.isPresent(); attempts++) {
      Attempt present = attempt(next.get(), userJars, guard);
      long began = System.nanoTime();
      boolean succeeded = OwnThread.answer(() -> present.run(() -> done(false)));
      guard.stopWatching();
      System.out.flush();
      done(succeeded);
      List<String> left =
          present.ranOutOfMemory()
              ? List.of("a heap that was full")
              : traces.find(Duration.ofNanos(System.nanoTime() - began));
      if (!left.isEmpty()) {
        leave("the task left " + named(left) + " behind");
        return;
      }
      if (attempts == MOST_ATTEMPTS) {
        leave("it has run " + MOST_ATTEMPTS + " attempts");
        return;
      }
      link.send(Frame.of(Frame.CLEAN));
      next = orders.next();
      if (next.isPresent()) {
        log.follow(Path.of(next.get().field("log")));
        begin(next.get());
      }
    }
  }

  private static String named(List<String> left) {
    List<String> some = left.subList(0, Math.min(MOST_NAMED, left.size()));
    String more = left.size() > MOST_NAMED ? " and " + (left.size() - MOST_NAMED) + " more" : "";
    return String.join(", ", some) + more;
  }

  /**
   * Says why it is not kept, in the attempt's log whatever became of System.out, and to the
   * backend.
   */
  private void leave(String why) {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
    out.println("[updraft] this JVM is not kept: " + why);
    link.send(new Frame(Frame.TRACES, Map.of("why", why)));
  }

  private static boolean isTrue(Frame job, String name) {
    return "true".equals(job.fields().get(name));
  }

  private Attempt attempt(Frame job, UserJars userJars, ExitGuard guard) {
    var arguments =
        new Arguments(
            job.field("inputs"),
            job.field("output-prefix"),
            job.field("raw-output-prefix"),
            job.field("task"));
    var ahead = new Attempt(arguments, userJars, guard, InstantSource.system());
    ahead.tellingOfReports(announcements::reportWritten);
    return isTrue(job, "verified") ? ahead.withVerifiedCode() : ahead;
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
        if (!orders.lost()) {
          return;
        }
        reconnect();
      } else if (frame.word().equals(Frame.RUN)) {
        orders.put(frame);
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
      announcements.repeat();
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

  /** After it the attempt says no more, not to a backend that is started anew either. */
  private void done(boolean succeeded) {
    Progress.install(UNHEARD);
    announcements = UNHEARD;
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
