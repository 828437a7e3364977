package dev.updraft.task.closure;

import static java.util.Objects.requireNonNull;

import dev.updraft.api.Handles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.jspecify.annotations.Nullable;

/** A notebook on a real JShell, whose cells are numbered as a kernel numbers them. */
public final class Notebook implements AutoCloseable {
  /** One compiler for all tests, as one notebook has one. */
  public static final CaptureClosure CAPTURE = new CaptureClosure();

  public final JShell shell = JShell.builder().executionEngine("local").build();
  public final ClosureWatch watch = new ClosureWatch(shell);
  public final JShellCode code = new JShellCode(shell, this::startOf);
  private final Map<Snippet, CellPosition> places = new HashMap<>();
  private @Nullable CellText current;
  private int cells;

  public Notebook() {
    shell.addToClasspath(apiJar().toString());
    shell.onSnippetEvent(this::declared);
  }

  /** Where the user's API is, as jar or folder. */
  public static Path apiJar() {
    try {
      return Path.of(Handles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private CellPosition startOf(Snippet snippet) {
    return places.getOrDefault(snippet, new CellPosition("an earlier cell", 1, 1));
  }

  /** JShell may have added a semicolon to what stands in the cell. */
  private void declared(SnippetEvent event) {
    if (event.causeSnippet() == null && event.snippet() instanceof PersistentSnippet snippet) {
      var cell = requireNonNull(current);
      int offset = cell.text().indexOf(snippet.source().replaceFirst(";$", ""));
      places.put(
          snippet, offset < 0 ? new CellPosition(cell.start().cell(), 1, 1) : cell.at(offset));
    }
  }

  /** Evaluates a cell; a snippet that JShell rejects fails the test. */
  public Notebook cell(String text) {
    return cell(new CellText(new CellPosition("cell [" + (cells + 1) + "]", 1, 1), text));
  }

  private Notebook cell(CellText text) {
    cells++;
    current = text;
    evaluate(text.text());
    return this;
  }

  public List<SnippetEvent> evaluate(String text) {
    var events = new ArrayList<SnippetEvent>();
    for (var rest = text; !rest.isBlank(); ) {
      var next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      for (var event : shell.eval(next.source())) {
        if (event.status() == Snippet.Status.REJECTED || event.exception() != null) {
          throw new AssertionError(
              "JShell rejects: "
                  + next.source()
                  + shell
                      .diagnostics(event.snippet())
                      .map(each -> "\n" + each.getMessage(null))
                      .toList()
                  + event.exception());
        }
        events.add(event);
      }
      rest = next.remaining();
    }
    return events;
  }

  /** What an expression is in the notebook, as an object. */
  public @Nullable Object value(String expression) {
    evaluate(
        "System.getProperties().put(\"updraft.test.value\", java.util.Optional.ofNullable((Object) ("
            + expression
            + ")));");
    return ((Optional<?>) requireNonNull(System.getProperties().remove("updraft.test.value")))
        .orElse(null);
  }

  /** The body of a task cell that comes next; the magic line is line 1. */
  public CellText body(String text) {
    return new CellText(new CellPosition("cell [" + (cells + 1) + "]", 2, 1), text);
  }

  /** Captures a task cell and then evaluates it, as the kernel does. */
  public CapturedCell task(String text) {
    var captured = capture(text);
    cell(body(captured.source()));
    return captured;
  }

  /** Captures a task cell and leaves the notebook as it was. */
  public CapturedCell capture(String text) {
    return CAPTURE.ofCell(code, body(text), Optional.empty(), Surroundings.plain(25));
  }

  /**
   * Calls a task's method in a loader that has nothing but the platform, the API and the closure.
   */
  public static Object run(Closure closure, Object... arguments) throws Exception {
    try {
      return closure.entry().in(new Isolated(closure.jar())).invoke(null, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception thrown) {
        throw thrown;
      }
      throw e;
    }
  }

  /** A task's method, for what it says about types. */
  public static Method method(Closure closure) {
    try {
      return closure.entry().in(new Isolated(closure.jar()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    watch.close();
    shell.close();
  }

  private static final class Isolated extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();

    Isolated(byte[] jar) {
      super(ClassLoader.getPlatformClassLoader());
      try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          classes.put(
              entry.getName().replace('/', '.').replaceFirst("\\.class$", ""), zip.readAllBytes());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      var bytes = classes.get(name);
      if (bytes == null && name.startsWith("dev.updraft.api.")) {
        return Class.forName(name);
      }
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
