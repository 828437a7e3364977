package dev.updraft.kernel;

import dev.updraft.magics.notebook.EvaluationFailed;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;

/**
 * The one place that reaches into the running kernel, build 1.0a8, beyond the published interface
 * 1.0-a6 that we compile against. A kernel that has changed fails here, with the member's name.
 */
final class KernelBridge {
  private final BaseKernel kernel;
  private final JShell jshell;
  private final Field environment;
  private final AtomicInteger executionCount;

  KernelBridge(BaseKernel kernel) {
    this.kernel = kernel;
    this.jshell = (JShell) call(kernel, "getJShell");
    this.environment = field(DisplayStream.class, "env");
    this.executionCount = (AtomicInteger) read(field(BaseKernel.class, "executionCount"), kernel);
  }

  JShell jshell() {
    return jshell;
  }

  ClassLoader userLoader() {
    return (ClassLoader) call(kernel, "getClassLoader");
  }

  void addToClasspath(String paths) {
    call(kernel, "addToClasspath", paths);
  }

  /** The number of the running cell, or of the last one. */
  int cell() {
    return executionCount.get() - 1;
  }

  /**
   * The way back to the client for the running cell; also carries messages after the cell has
   * ended.
   */
  Optional<ShellReplyEnvironment> runningCell() {
    return Optional.ofNullable(
        (ShellReplyEnvironment) readNullable(environment, kernel.getIO().display));
  }

  /** Puts another styler in front of the one that colours the lines of error outputs. */
  void restyleErrors(UnaryOperator<StringStyler> change) {
    replace("errorStyler", StringStyler.class, change);
  }

  /** Puts another registry in front of the one that magics are looked up in. */
  void lookUpMagics(UnaryOperator<MagicsRegistry> change) {
    replace("magicsRegistry", MagicsRegistry.class, change);
  }

  private <P> void replace(String name, Class<P> part, UnaryOperator<P> change) {
    var field = field(BaseKernel.class, name);
    try {
      field.set(kernel, change.apply(part.cast(read(field, kernel))));
    } catch (IllegalAccessException e) {
      throw changed("field " + name, e);
    }
  }

  /** Evaluates source without magics; see {@link dev.updraft.magics.notebook.Notebook#evaluate}. */
  @Nullable Object evaluate(String source) throws InterruptedException {
    var builder = call(kernel, "evalBuilder", source);
    try {
      return method(builder.getClass(), "eval").invoke(builder);
    } catch (InvocationTargetException thrown) {
      throw translated(source, thrown.getCause());
    } catch (IllegalAccessException e) {
      throw changed("method eval", e);
    }
  }

  /**
   * JJava's exceptions of an evaluation are not published; they are told apart by their simple
   * names.
   */
  private RuntimeException translated(String source, @Nullable Throwable thrown)
      throws InterruptedException {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown == null) {
      return new IllegalStateException("The kernel failed without a cause on: " + source);
    }
    return switch (thrown.getClass().getSimpleName()) {
      case "CompilationException" -> rejected(thrown);
      case "IncompleteSourceException" ->
          new EvaluationFailed.Rejected((String) call(thrown, "getSource"), List.of(), thrown);
      case "EvaluationInterruptedException" -> throw new InterruptedException("cell interrupted");
      default -> threw(thrown);
    };
  }

  private RuntimeException rejected(Throwable thrown) {
    Snippet snippet = ((SnippetEvent) call(thrown, "getBadSnippetCompilation")).snippet();
    List<Diag> problems = jshell.diagnostics(snippet).toList();
    return new EvaluationFailed.Rejected(snippet.source(), problems, thrown);
  }

  private static RuntimeException threw(Throwable thrown) throws InterruptedException {
    if (!(thrown.getCause() instanceof EvalException user)) {
      return thrown instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(thrown);
    }
    if (user.getExceptionClassName().equals(InterruptedException.class.getName())) {
      throw new InterruptedException(user.getMessage());
    }
    return new EvaluationFailed.Threw(
        user.getExceptionClassName(), String.valueOf(user.getMessage()), user);
  }

  private static Object call(Object target, String name, String... arguments) {
    var types = new Class<?>[arguments.length];
    java.util.Arrays.fill(types, String.class);
    try {
      var result = method(target.getClass(), name, types).invoke(target, (Object[]) arguments);
      return result == null ? Void.class : result;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("The kernel's " + name + " failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw changed("method " + name, e);
    }
  }

  private static Method method(Class<?> start, String name, Class<?>... types) {
    for (Class<?> owner = start; owner != null; owner = owner.getSuperclass()) {
      try {
        var found = owner.getDeclaredMethod(name, types);
        found.setAccessible(true);
        return found;
      } catch (NoSuchMethodException _) {
        // Its superclass may have it.
      }
    }
    throw changed("method " + name, null);
  }

  private static Field field(Class<?> owner, String name) {
    try {
      var found = owner.getDeclaredField(name);
      found.setAccessible(true);
      return found;
    } catch (NoSuchFieldException e) {
      throw changed("field " + name, e);
    }
  }

  private static Object read(Field field, Object owner) {
    var value = readNullable(field, owner);
    if (value == null) {
      throw changed("field " + field.getName() + " (it is null)", null);
    }
    return value;
  }

  private static @Nullable Object readNullable(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw changed("field " + field.getName(), e);
    }
  }

  private static IllegalStateException changed(String member, @Nullable Throwable cause) {
    return new IllegalStateException(
        "This kernel is not one that Updraft knows: its "
            + member
            + " is missing. Use the kernelspec that ./updraft makes, which runs jjava 1.0a8.",
        cause);
  }
}
