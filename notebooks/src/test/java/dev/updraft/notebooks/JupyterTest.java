package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updraft under other tools of Jupyter's than its notebooks. */
class JupyterTest {
  private static final Path KERNEL_TEST =
      Workplace.CHECKOUT.resolve("notebooks/src/test/python/kernel_test.py");
  private static final String PARAMETERS =
      """
      String month = "2013-01"; // which one
      double minDistance = 500;
      long rows = 1;
      List<String> origins = List.of("EWR");
      boolean strict = false;""";
  private static final String TASK =
      """
      %%task --cache
      String asked(String month, double minDistance, long rows, List<String> origins, boolean strict) {
        return month + " " + minDistance / 7 + " " + rows + " " + origins + " " + strict;
      }""";

  private Workplace workplace;

  @TempDir Path folder;

  @BeforeEach
  void start() {
    workplace = Workplace.fresh();
  }

  @AfterEach
  void stop() {
    workplace.close();
  }

  @Test
  void theKernelPassesWhatJupyterAsksOfEveryKernel() {
    var said =
        workplace.runHere(List.of(Workplace.python().toString(), KERNEL_TEST.toString()), Map.of());

    assertThat(said.exit()).as(said.text()).isZero();
    assertThat(said.text()).containsPattern("Ran 1\\d tests").contains("\nOK");
  }

  @Test
  void papermillWritesTheParametersThatTheNotebookDeclares() throws IOException {
    var notebook = notebook();

    var said =
        papermill(
            notebook,
            "-p",
            "month",
            "2013-02",
            "-p",
            "minDistance",
            "7",
            "-y",
            "{rows: 10000000000, strict: true, origins: ['L\"GA', 'città\\n東京']}");

    assertThat(said.exit()).as(said.text()).isZero();
    assertThat(value(out())).isEqualTo("2013-02 1.0 10000000000 [L\"GA, città\\n東京] true");
    assertThat(Files.readString(out())).contains("injected-parameters").contains("✓ asked ran");
    assertThat(value(out(papermill(notebook))))
        .isEqualTo("2013-01 71.42857142857143 1 [EWR] false");
  }

  @Test
  void aParameterThatDoesNotFitIsTheCompilersError() throws IOException {
    var notebook = notebook();

    var wrong = papermill(notebook, "-p", "rows", "many");
    assertThat(wrong.exit()).isNotZero();
    assertThat(wrong.text()).contains("String cannot be converted to long");

    var unknown = papermill(notebook, "-p", "mnth", "2013-02");
    assertThat(unknown.exit()).isNotZero();
    assertThat(unknown.text()).contains("mnth").contains("cannot find symbol");
  }

  @Test
  void papermillListsTheParametersOfANotebook() throws IOException {
    var said =
        workplace.runHere(
            List.of(
                Workplace.python().resolveSibling("papermill").toString(),
                "--help-notebook",
                notebook().toString()),
            Map.of());

    assertThat(said.text())
        .contains("month: String (default \"2013-01\")")
        .contains("which one")
        .contains("origins: List<String> (default List.of(\"EWR\"))");
  }

  /** The kernel of the wheel, which knows nothing of us but a class path in its environment. */
  @Test
  void theWheelsOwnKernelspecLoadsTheExtensionFromItsClassPath() {
    try (var kernel =
        Kernel.start(
            "java",
            wheel(
                Map.of(
                    "JJAVA_CLASSPATH",
                    Workplace.DIST + "/boot/*.jar",
                    "JJAVA_JVM_OPTS",
                    "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow")))) {
      kernel.ok("%%task --cache\nint inc(int a) { return a + 1; }");
      var ran = kernel.ok("inc.run(41)");
      assertThat(ran.value()).isEqualTo("42");
      assertThat(ran.text()).contains("✓ inc ran").doesNotContain("WARNING");
    }
  }

  @Test
  void aNotebookOfTheWheelsOwnKernelspecLoadsTheExtensionItself() {
    try (var kernel = Kernel.start("java", wheel(Map.of()))) {
      assertThat(kernel.run("%updraft").failed()).isTrue();
      kernel.ok("%classpath \"" + Workplace.DIST + "/boot/*.jar\"");
      kernel.ok("%%task --cache\nint inc(int a) { return a + 1; }");
      assertThat(kernel.ok("inc.run(41)").value()).isEqualTo("42");
      assertThat(kernel.run("%statuz").error()).contains("Did you mean %status?");
    }
  }

  private Map<String, String> wheel(Map<String, String> more) {
    var environment = new java.util.HashMap<String, String>(more);
    environment.put("UPDRAFT_HOME", workplace.home().toString());
    environment.put("JUPYTER_PLATFORM_DIRS", "1");
    environment.put(
        "PATH",
        Path.of(System.getProperty("java.home"), "bin")
            + File.pathSeparator
            + System.getenv("PATH"));
    return environment;
  }

  private Workplace.Said papermill(Path notebook, String... parameters) {
    var command =
        new ArrayList<>(
            List.of(
                Workplace.python().resolveSibling("papermill").toString(),
                notebook.toString(),
                out().toString(),
                "--no-progress-bar"));
    command.addAll(List.of(parameters));
    return workplace.runHere(command, Map.of());
  }

  private Path out() {
    return folder.resolve("out.ipynb");
  }

  private Path out(Workplace.Said said) {
    assertThat(said.exit()).as(said.text()).isZero();
    return out();
  }

  /** Of the notebook's last cell. */
  private static String value(Path notebook) throws IOException {
    var cells = new ObjectMapper().readTree(notebook.toFile()).path("cells");
    var outputs = cells.path(cells.size() - 1).path("outputs");
    for (JsonNode output : outputs) {
      if (output.path("output_type").asText().equals("execute_result")) {
        var text = output.path("data").path("text/plain");
        return text.isArray()
            ? String.join("", text.valueStream().map(JsonNode::asText).toList())
            : text.asText();
      }
    }
    throw new AssertionError("The last cell has no value: " + outputs);
  }

  private Path notebook() throws IOException {
    var file = folder.resolve("in.ipynb");
    var json = new ObjectMapper();
    var notebook = json.createObjectNode().put("nbformat", 4).put("nbformat_minor", 5);
    notebook
        .putObject("metadata")
        .putObject("kernelspec")
        .put("name", "updraft")
        .put("display_name", "Java (Updraft)")
        .put("language", "java");
    var cells = notebook.putArray("cells");
    for (var source :
        List.of(PARAMETERS, TASK, "asked.run(month, minDistance, rows, origins, strict)")) {
      var cell =
          cells
              .addObject()
              .put("cell_type", "code")
              .put("id", "c" + cells.size())
              .put("source", source);
      cell.putNull("execution_count");
      cell.putArray("outputs");
      var tags = cell.putObject("metadata").putArray("tags");
      if (source.equals(PARAMETERS)) {
        tags.add("parameters");
      }
    }
    json.writeValue(file.toFile(), notebook);
    return file;
  }
}
