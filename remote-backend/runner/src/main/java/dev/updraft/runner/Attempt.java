package dev.updraft.runner;

import dev.updraft.api.Report;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.TaskDocument;
import dev.updraft.types.wire.Wire;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task, from its inputs to {@code outputs.pb} or {@code error.pb}; one of the two
 * is there when {@link #run} returns. The same code serves a container and a warm worker.
 */
final class Attempt {
  private final Arguments arguments;
  private final List<Path> adapters;
  private final ExitGuard exitGuard;
  private final Results results;
  private boolean codeVerified;
  private LongConsumer reportWritten = version -> {};

  /**
   * @param adapters jars that join the user's own
   */
  Attempt(Arguments arguments, List<Path> adapters, ExitGuard exitGuard, InstantSource clock) {
    this.arguments = arguments;
    this.adapters = adapters;
    this.exitGuard = exitGuard;
    this.results = new Results(arguments.outputPrefix(), clock);
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
    try {
      results.succeed(outputs(onExit));
      return true;
    } catch (AttemptFailed failed) {
      results.fail(failed.error());
      return false;
    } catch (OutOfMemoryError full) {
      results.fail(OutOfMemory.error(""));
      return false;
    }
  }

  private Map<String, Literal> outputs(Runnable onExit) {
    TaskDocument task = read("task template", arguments.task(), Wire::readTask);
    Code code = Code.load(task, adapters, codeVerified);
    Thread.currentThread().setContextClassLoader(code.loader());
    Call call = Call.of(code, task.name(), arguments.rawOutputPrefix());
    Map<String, Literal> inputs = read("inputs", arguments.inputs(), Wire::readLiterals);
    System.setIn(InputStream.nullInputStream());
    var deck = results.deck(reportWritten);
    Report.install(deck);
    exitGuard.watch(
        code.names(),
        error -> {
          deck.close();
          results.fail(error);
          onExit.run();
        });
    @Nullable Object[] values = call.arguments(inputs);
    Object result;
    try {
      result = invoke(code, values);
    } finally {
      deck.close();
    }
    Map<String, Literal> outputs = call.outputs(result);
    exitGuard.stopWatching();
    return outputs;
  }

  private static @Nullable Object invoke(Code code, @Nullable Object[] values) {
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

  private static AttemptFailed thrown(Code code, Throwable thrown) {
    var text = new ThrownText(code.names());
    if (OutOfMemory.isBehind(thrown)) {
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
