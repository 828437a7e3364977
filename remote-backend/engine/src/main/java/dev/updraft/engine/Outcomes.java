package dev.updraft.engine;

import dev.updraft.engine.FlightEvent.Found;
import dev.updraft.engine.FlightEvent.Outcome;
import dev.updraft.model.AttemptId;
import dev.updraft.model.Failure;
import dev.updraft.model.TaskRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges what an executor says of an attempt's end: success counts only with outputs that can be
 * read. Contract 1.7.
 */
final class Outcomes {
  private static final Outcome.Final NOTHING =
      new Outcome.Succeeded(Optional.empty(), 0, List.of(), Optional.empty());

  private final DataFiles files;
  private final Lookup lookup;
  private final Settings settings;
  private final Unfold unfold;

  Outcomes(DataFiles files, Lookup lookup, Settings settings, Unfold unfold) {
    this.files = files;
    this.lookup = lookup;
    this.settings = settings;
    this.unfold = unfold;
  }

  /**
   * @param uri of the attempt's {@code outputs.pb}
   */
  Outcome judge(Executor.Ending ending, AttemptId runsAs, TaskRun run, String uri, Instant at) {
    return switch (ending) {
      case Executor.Ending.Succeeded _ -> success(runsAs, run, uri, at);
      case Executor.Ending.Failed failed -> new Outcome.Failed(failed.failure());
      case Executor.Ending.Killed killed -> new Outcome.Killed(killed.reason());
    };
  }

  /**
   * Judges work that was done here, by the graph that a task made too; its outputs are written only
   * where the store does not keep them or another call will look for them.
   *
   * @param uri where the attempt's {@code outputs.pb} would lie
   */
  Outcome.Final judge(InlineTask.Result result, TaskRun run, String uri, Instant at) {
    return switch (result) {
      case InlineTask.Result.Failed failed -> new Outcome.Failed(failed.failure());
      case InlineTask.Result.Succeeded _ when !run.declaresOutputs() -> NOTHING;
      case InlineTask.Result.Succeeded(var bytes) when bytes.length > settings.outputBytes() ->
          tooLarge("The outputs have %d bytes.".formatted(bytes.length), at);
      case InlineTask.Result.Succeeded(var bytes) -> {
        if (bytes.length > settings.inlineBytes() || run.caching().isPresent()) {
          files.put(uri, bytes);
        }
        yield found(run, bytes);
      }
    };
  }

  private Outcome success(AttemptId runsAs, TaskRun run, String uri, Instant at) {
    try {
      var outputs =
          run.declaresOutputs()
              ? files.read(uri, settings.outputBytes())
              : Optional.<byte[]>empty();
      return outputs.isPresent()
          ? found(run, outputs.get())
          : withoutOutputs(runsAs, run, Layout.futures(uri), at);
    } catch (DataFiles.TooLarge e) {
      return tooLarge(String.valueOf(e.getMessage()), at);
    } catch (IllegalArgumentException e) {
      return failed(
          Failure.Kind.USER,
          "BadOutputs",
          "The task's process wrote outputs that cannot be read: " + e.getMessage(),
          false,
          at);
    } catch (RuntimeException e) {
      return failed(
          Failure.Kind.SYSTEM,
          "OutputsUnreadable",
          "The task's outputs could not be read from the blob store: " + e.getMessage(),
          true,
          at);
    }
  }

  /** Looked for only here, so that nobody else waits for it: who leaves one leaves no outputs. */
  private Outcome withoutOutputs(AttemptId runsAs, TaskRun run, String futures, Instant at) {
    if (files.exists(futures)) {
      return unfold.of(runsAs, futures, at);
    }
    return run.declaresOutputs()
        ? failed(
            Failure.Kind.UNKNOWN,
            "OutputsNotFound",
            "The task declares outputs, but its process ended without writing any.",
            true,
            at)
        : NOTHING;
  }

  private Outcome.Final found(TaskRun run, byte[] bytes) {
    var inline =
        bytes.length <= settings.inlineBytes() ? Optional.of(bytes) : Optional.<byte[]>empty();
    var remembered =
        run.caching()
            .filter(caching -> !caching.overwrite())
            .flatMap(caching -> lookup.find(caching.key()))
            .map(Found::artifact);
    var references = files.references(bytes);
    var size = bytes.length + references.stream().mapToLong(files::size).sum();
    return new Outcome.Succeeded(inline, size, references, remembered);
  }

  private static Outcome.Final tooLarge(String what, Instant at) {
    return failed(
        Failure.Kind.USER,
        "OutputSizeExceeded",
        what + " Return large data as a dataframe or a file, not as a value.",
        false,
        at);
  }

  private static Outcome.Final failed(
      Failure.Kind kind, String code, String message, boolean retryable, Instant at) {
    return new Outcome.Failed(new Failure(kind, code, message, retryable, at));
  }
}
