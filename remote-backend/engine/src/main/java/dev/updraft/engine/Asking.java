package dev.updraft.engine;

import dev.updraft.model.Unavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Asking the loop and waiting for its answer, with the loop's own refusals. */
final class Asking {
  private Asking() {}

  static <T> T ask(Loop loop, Function<CompletableFuture<T>, Loop.Command> command) {
    var reply = new CompletableFuture<T>();
    loop.submit(command.apply(reply));
    try {
      return reply.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("The call was interrupted; it may have been done. Ask again.", e);
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new CompletionException(e.getCause());
    }
  }

  /**
   * @return whether the write changed anything
   */
  static boolean write(Loop loop, Write write) {
    return ask(loop, reply -> new Loop.Command.Put(write, reply));
  }
}
