package dev.updraft.magics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.magics.notebook.Display;
import dev.updraft.magics.notebook.Notebook;
import dev.updraft.magics.notebook.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a snippet stands, as far as JShell and the kernel tell. */
class CellsTest {
  private final JShell shell = JShell.builder().executionEngine("local").build();
  private int number;
  private final Cells cells = new Cells(new Shelled());

  private void cell(String text) {
    number++;
    evaluate(text);
  }

  private void evaluate(String text) {
    for (var rest = text; !rest.isBlank(); ) {
      var next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      shell.eval(next.source());
      rest = next.remaining();
    }
  }

  /** The place of the method's own first line. */
  private String place(String method) {
    var snippet =
        shell.methods().filter(each -> each.name().equals(method)).findFirst().orElseThrow();
    var start = cells.startOf(snippet);
    var blanks = snippet.source().length() - snippet.source().stripLeading().length();
    var line =
        start.line()
            + (int) snippet.source().substring(0, blanks).chars().filter(c -> c == '\n').count();
    return start.cell() + " line " + line;
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void declarationsOfAPlainCellStandOnTheirOwnLines() {
    cell("int a() { return 1; }\nint b() {\n  return 2;\n}\n\nint c() { return 3; }");
    assertThat(place("a")).isEqualTo("cell [1] line 1");
    assertThat(place("b")).isEqualTo("cell [1] line 2");
    assertThat(place("c")).isEqualTo("cell [1] line 6");
    assertThat(cells.line("cell [1]", 3)).contains("  return 2;");
  }

  @Test
  void declarationsOfATaskCellStandBelowItsMagicLine() throws InterruptedException {
    number = 1;
    var body = "\nint a() { return 1; }\n\nint b() { return 2; }";
    cells.within(body, () -> evaluate(body));
    assertThat(place("a")).isEqualTo("cell [1] line 3");
    assertThat(place("b")).isEqualTo("cell [1] line 5");
  }

  @Test
  void theKernelsOwnCallOfAMagicIsNoPartOfTheCellsLastLine() throws InterruptedException {
    number = 1;
    var body = "int a() { return 1; }";
    cells.within(body, () -> evaluate(body));
    evaluate("System.out.print(\"\")");
    assertThat(cells.line("cell [1]", 2)).contains(body);
  }

  @Test
  void declarationMadeAgainStandsInItsNewCell() {
    cell("int a() { return 1; }");
    cell("var x = 3;\nint a() { return 2; }");
    assertThat(place("a")).isEqualTo("cell [2] line 2");
    shell.methods().toList().forEach(shell::drop);
    cell("int a() { return 3; }");
    assertThat(place("a")).isEqualTo("cell [3] line 1");
  }

  /** As much of a notebook as the places need. */
  private final class Shelled implements Notebook {
    @Override
    public JShell jshell() {
      return shell;
    }

    @Override
    public int cell() {
      return number;
    }

    @Override
    public Object evaluate(String source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Display show(View view) {
      throw new UnsupportedOperationException();
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
      return CellsTest.class.getClassLoader();
    }

    @Override
    public String session() {
      return "test";
    }

    @Override
    public Optional<String> name() {
      return Optional.empty();
    }
  }
}
