package dev.updraft.runner;

import dev.updraft.api.Report;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.TaskDocument;
import dev.updraft.types.wire.Wire;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task, from its inputs to {@code outputs.pb} or {@code error.pb}; one of the two
 * is there when {@link #run} returns. The same code serves a container and a warm worker.
 */
final class Attempt {
  private static final InputStream NO_INPUT = InputStream.nullInputStream();

  private final Arguments arguments;
  private final UserJars userJars;
  private final ExitGuard exitGuard;
  private final Results results;
  private boolean codeVerified;
  private LongConsumer reportWritten = version -> {};
  private boolean ranOutOfMemory;

  Attempt(Arguments arguments, UserJars userJars, ExitGuard exitGuard, InstantSource clock) {
    this.arguments = arguments;
    this.userJars = userJars;
    this.exitGuard = exitGuard;
    this.results = new Results(arguments.outputPrefix(), clock);
  }

  /** Nobody types anything into a task. */
  static void closeInput() {
    System.setIn(NO_INPUT);
  }

  /** The code was compared with its hashes by whoever started this attempt. */
  Attempt withVerifiedCode() {
    codeVerified = true;
    return this;
  }

  /**
   * {@code written} is told when a version of the task's report can be read, by its number from 1
   * on.
   */
  Attempt tellingOfReports(LongConsumer written) {
    reportWritten = written;
    return this;
  }

  /**
   * Runs the body on the calling thread.
   *
   * @param onExit called, after the failure is written, when the body calls {@link System#exit} and
   *     this never returns
   * @return whether there are outputs
   */
  boolean run(Runnable onExit) {
    var deck = results.deck(reportWritten);
    Report.install(deck);
    try {
      results.succeed(outputs(deck, onExit));
      return true;
    } catch (AttemptFailed failed) {
      results.fail(failed.error());
      return false;
    } catch (OutOfMemoryError full) {
      ranOutOfMemory = true;
      results.fail(OutOfMemory.error(""));
      return false;
    } finally {
      Report.install(Deck::ended);
    }
  }

  /** Whether something in the process may have failed in the middle for want of memory. */
  boolean ranOutOfMemory() {
    return ranOutOfMemory;
  }

  /** The report is whole, and closed, before the result is written. */
  private Map<String, Literal> outputs(Deck open, Runnable onExit) {
    try (var deck = open) {
      return run(deck, onExit);
    }
  }

  private Map<String, Literal> run(Deck deck, Runnable onExit) {
    TaskDocument task = read("task template", arguments.task(), Wire::readTask);
    Code code = Code.load(task, userJars, codeVerified);
    Thread.currentThread().setContextClassLoader(code.loader());
    Call call = Call.of(code, task.name(), arguments.rawOutputPrefix());
    Map<String, Literal> inputs = read("inputs", arguments.inputs(), Wire::readLiterals);
    closeInput();
    exitGuard.watch(
        code.names(),
        error -> {
          deck.close();
          results.fail(error);
          onExit.run();
        });
    @Nullable Object[] values = call.arguments(inputs);
    Object result = invoke(code, values);
    Map<String, Literal> outputs = call.outputs(result);
    exitGuard.stopWatching();
    return outputs;
  }

  private @Nullable Object invoke(Code code, @Nullable Object[] values) {
    try {
      return code.method().invoke(null, values);
    } catch (InvocationTargetException e) {
      throw thrown(code, e.getCause() == null ? e : e.getCause());
    } catch (StackOverflowError e) {
      throw thrown(code, e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The method was opened, but may not be called", e);
    }
  }

  private AttemptFailed thrown(Code code, Throwable thrown) {
    var text = new ThrownText(code.names());
    if (OutOfMemory.isBehind(thrown)) {
      ranOutOfMemory = true;
      return new AttemptFailed(OutOfMemory.error(text.describe(thrown)));
    }
    return new AttemptFailed(TaskError.thrown(text.code(thrown), text.describe(thrown)));
  }

  private static <T> T read(String what, String uri, Reader<T> reader) {
    try {
      return reader.read(LocalFiles.read(uri));
    } catch (Malformed e) {
      throw new AttemptFailed(
          TaskError.platform(
              "Malformed",
              "The attempt's " + what + " at '" + uri + "' cannot be read: " + e.getMessage()),
          e);
    }
  }

  /** Reads a message. */
  private interface Reader<T> {
    T read(byte[] bytes);
  }
}
