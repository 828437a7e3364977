package dev.updraft.magics;

import static java.util.Objects.requireNonNull;

import dev.updraft.magics.notebook.Display;
import dev.updraft.magics.notebook.EvaluationFailed;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.Notebook;
import dev.updraft.magics.notebook.View;
import dev.updraft.task.closure.JShellCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** A notebook on a real JShell, with our magics and a backend that they are connected to. */
final class Desk implements Notebook, AutoCloseable {
  private static final String VALUE = "updraft.test.value";

  final FakeBackend backend = new FakeBackend();
  final List<View> shown = new ArrayList<>();
  private final JShell shell = JShell.builder().executionEngine("local").build();
  private final Magics magics;
  private int cell;

  Desk() throws Exception {
    shell.addToClasspath(dev.updraft.task.closure.Notebook.apiJar().toString());
    magics = new UpdraftMagics.Provider().open(this);
    line("connect " + backend.target());
  }

  /** A line magic, without its percent sign; a view as its plain text. */
  @Nullable Object line(String line) throws Exception {
    cell++;
    var words = List.of(line.split(" "));
    return requireNonNull(magics.lines().get(words.getFirst()))
        .call(words.subList(1, words.size()));
  }

  String text(String line) throws Exception {
    return ((View) requireNonNull(line(line))).text();
  }

  /** A task cell; answers the manifest that it shows. */
  String task(String options, String body) throws Exception {
    cell++;
    var words = Stream.of(options.split(" ")).filter(word -> !word.isEmpty()).toList();
    requireNonNull(magics.cells().get("task")).call(words, body);
    return shown.getLast().text();
  }

  @Nullable Object cell(String source) {
    cell++;
    return evaluate(source);
  }

  List<String> methods(String name) {
    return new JShellCode(
            shell, snippet -> dev.updraft.task.closure.SnippetPlaces.unknown().startOf(snippet))
        .methods(name)
        .map(method -> method.parameterTypes())
        .toList();
  }

  @Override
  public JShell jshell() {
    return shell;
  }

  @Override
  public @Nullable Object evaluate(String source) {
    Object value = null;
    for (var rest = source; !rest.isBlank(); ) {
      var next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      rest = next.remaining();
      value = value(next.source());
    }
    return value;
  }

  private @Nullable Object value(String source) {
    var event = snippet(source);
    var name =
        event.snippet() instanceof VarSnippet variable
                && variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
            ? variable.name()
            : event.snippet().kind() == Snippet.Kind.EXPRESSION ? source : "";
    if (name.isEmpty()) {
      return null;
    }
    snippet(
        "System.getProperties().put(\"%s\", java.util.Optional.ofNullable((Object) (%s)));"
            .formatted(VALUE, name));
    return ((Optional<?>) requireNonNull(System.getProperties().remove(VALUE))).orElse(null);
  }

  private SnippetEvent snippet(String source) {
    var event = shell.eval(source).getFirst();
    if (event.status() == Snippet.Status.REJECTED) {
      throw new EvaluationFailed.Rejected(
          source,
          shell.diagnostics(event.snippet()).toList(),
          new IllegalArgumentException(source));
    }
    if (event.exception() instanceof EvalException thrown) {
      throw new EvaluationFailed.Threw(
          thrown.getExceptionClassName(), String.valueOf(thrown.getMessage()), thrown);
    }
    return event;
  }

  @Override
  public int cell() {
    return cell;
  }

  @Override
  public synchronized Display show(View view) {
    int at = shown.size();
    shown.add(view);
    return update -> {
      synchronized (this) {
        shown.set(at, update);
      }
    };
  }

  synchronized String last() {
    return shown.getLast().text();
  }

  @Override
  public List<Path> userJars() {
    return List.of();
  }

  @Override
  public void addJars(List<Path> jars) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ClassLoader userLoader() {
    return Desk.class.getClassLoader();
  }

  @Override
  public String session() {
    return "test";
  }

  @Override
  public Optional<String> name() {
    return Optional.empty();
  }

  @Override
  public void close() {
    magics.close();
    backend.close();
    shell.close();
  }
}
