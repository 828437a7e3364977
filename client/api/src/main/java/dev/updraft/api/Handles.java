package dev.updraft.api;

import org.jspecify.annotations.Nullable;

/**
 * What every generated handle calls. Frozen from the first day: handles compiled by an older
 * Updraft keep working.
 *
 * <pre>{@code
 * final class clean {
 *   static DataFrame run(DataFrame raw, double limit) { return Handles.<DataFrame>call("clean", new Object[] {raw, limit}).await(); }
 *   static Execution<DataFrame> submit(DataFrame raw, double limit) { return Handles.call("clean", new Object[] {raw, limit}); }
 * }
 * }</pre>
 */
public final class Handles {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
  private static volatile @Nullable Caller caller;

  private Handles() {}

  /** Starts a remote call of a declared task. */
  @SuppressWarnings("unchecked")
  public static <T> Execution<T> call(String task, @Nullable Object[] arguments) {
    return (Execution<T>) present().call(STACK.getCallerClass(), task, arguments);
  }

  /** Starts a remote call, waits, and returns the value, with the cell's live display. */
  @SuppressWarnings({"unchecked", "NullAway"}) // null only where the task's own method returns null
  public static <T> T run(String task, @Nullable Object[] arguments) throws InterruptedException {
    return (T) present().run(STACK.getCallerClass(), task, arguments);
  }

  /**
   * The value of an earlier call.
   *
   * @param which the key of a remembered output, an execution, or a unique beginning of either
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // null only where the task's own method returns null
  public static <T> T outputs(String task, String which) {
    return (T) present().outputs(STACK.getCallerClass(), task, which);
  }

  /** For Updraft itself: who carries calls out in this process. */
  public static void install(@Nullable Caller theCaller) {
    caller = theCaller;
  }

  private static Caller present() {
    var present = caller;
    if (present == null) {
      throw new IllegalStateException(
          "Remote calls work in a notebook whose kernel has Updraft; inside a task, call the method itself.");
    }
    return present;
  }

  /**
   * Carries calls out. {@code handle} is the generated class that called: the types in its methods'
   * signatures are those that the live notebook knows, into which a result must be decoded.
   */
  public interface Caller {
    Execution<?> call(Class<?> handle, String task, @Nullable Object[] arguments);

    @Nullable Object run(Class<?> handle, String task, @Nullable Object[] arguments)
        throws InterruptedException;

    @Nullable Object outputs(Class<?> handle, String task, String which);
  }
}
