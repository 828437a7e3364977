package dev.updraft.engine;

import dev.updraft.engine.FlightEvent.Found;
import dev.updraft.engine.FlightEvent.Outcome;
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
  private static final Outcome NOTHING =
      new Outcome.Succeeded(Optional.empty(), 0, List.of(), Optional.empty());

  private final DataFiles files;
  private final Lookup lookup;
  private final Settings settings;

  Outcomes(DataFiles files, Lookup lookup, Settings settings) {
    this.files = files;
    this.lookup = lookup;
    this.settings = settings;
  }

  /**
   * @param uri of the attempt's {@code outputs.pb}
   */
  Outcome judge(Executor.Ending ending, TaskRun run, String uri, Instant at) {
    return switch (ending) {
      case Executor.Ending.Succeeded _ -> success(run, uri, at);
      case Executor.Ending.Failed failed -> new Outcome.Failed(failed.failure());
      case Executor.Ending.Killed killed -> new Outcome.Killed(killed.reason());
    };
  }

  /**
   * Judges work that was done here; its outputs are written only where the store does not keep them
   * or another call will look for them.
   *
   * @param uri where the attempt's {@code outputs.pb} would lie
   */
  Outcome judge(InlineTask.Result result, TaskRun run, String uri, Instant at) {
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

  private Outcome success(TaskRun run, String uri, Instant at) {
    if (!run.declaresOutputs()) {
      return NOTHING;
    }
    try {
      return files
          .read(uri, settings.outputBytes())
          .<Outcome>map(bytes -> found(run, bytes))
          .orElseGet(
              () ->
                  failed(
                      Failure.Kind.UNKNOWN,
                      "OutputsNotFound",
                      "The task declares outputs, but its process ended without writing any.",
                      true,
                      at));
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

  private Outcome found(TaskRun run, byte[] bytes) {
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

  private static Outcome tooLarge(String what, Instant at) {
    return failed(
        Failure.Kind.USER,
        "OutputSizeExceeded",
        what + " Return large data as a dataframe or a file, not as a value.",
        false,
        at);
  }

  private static Outcome failed(
      Failure.Kind kind, String code, String message, boolean retryable, Instant at) {
    return new Outcome.Failed(new Failure(kind, code, message, retryable, at));
  }
}
