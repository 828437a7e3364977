package dev.updraft.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading the file: what is a notebook, and which of its cells are code. */
class NotebookFileTest {
  @TempDir private Path folder;

  @Test
  void codeCellsAreNumberedAsTheyRunAndOthersAreNoCode() throws IOException {
    var file =
        NotebookFile.read(
            WrittenFile.of(
                folder, "int a = 1;", "markdown:%%task", "raw:%%task", "  ", "int b;\nint c;"));
    assertThat(file.cells())
        .containsExactly(
            new NotebookFile.Cell("cell [1]", "int a = 1;"),
            new NotebookFile.Cell("cell [2]", "int b;\nint c;"));
  }

  @Test
  void aSourceMayBeOneText() throws IOException {
    var path =
        Files.writeString(
            folder.resolve("one.ipynb"),
            "{\"nbformat\":4,\"cells\":[{\"source\":\"int a;\\nint b;\",\"cell_type\":\"code\"}]}");
    assertThat(NotebookFile.read(path).cells())
        .containsExactly(new NotebookFile.Cell("cell [1]", "int a;\nint b;"));
  }

  @Test
  void whatIsNoNotebookIsRefusedWithTheReason() throws IOException {
    assertRefused(folder.resolve("none.ipynb"), "There is no file");
    assertRefused(folder, "is a folder");
    assertRefused(
        Files.writeString(folder.resolve("a.ipynb"), "<<<<<<< HEAD\n{}"), "it is not JSON (line 1");
    assertRefused(Files.writeString(folder.resolve("b.ipynb"), "[1, 2]"), "it has no cells");
    assertRefused(
        Files.writeString(folder.resolve("c.ipynb"), "{\"cells\": [{\"source\": \"x\""),
        "it is not JSON");
    assertRefused(Files.write(folder.resolve("d.ipynb"), new byte[] {0, 1, 2}), "it is not JSON");
  }

  @Test
  void aNotebookOfAnotherLanguageIsRefused() throws IOException {
    assertRefused(WrittenFile.ofLanguage(folder, "python", "print(1)"), "is a notebook of python");
  }

  private static void assertRefused(Path path, String why) {
    assertThatThrownBy(() -> NotebookFile.read(path))
        .isInstanceOf(NotebookRefused.class)
        .hasMessageContaining(why);
  }
}
