package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a saved notebook shows when all has ended: the text of every output, and the structure of
 * its HTML. Names, keys, times and places in drawings are left out. Run with {@code
 * -Dupdraft.golden=write} and review the difference to change it.
 */
class GoldenOutputsTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/updraft/notebooks/outputs.golden");

  private static final List<String> CELLS =
      List.of(
          "%connect",
          "String marker = java.nio.file.Files.createTempDirectory(\"golden\") + \"/tried\";",
          """
          %%task --cache
          /** One more. */
          int inc(int a) { return a + 1; }""",
          """
          %%task --cache --retries 1
          int shaky(int a, String marker) throws java.io.IOException {
              if (!new java.io.File(marker).exists()) {
                  new java.io.File(marker).createNewFile();
                  throw new IllegalStateException("not yet");
              }
              return a * 2;
          }""",
          "%%task\nint broken(int a) {\n    return a / 0;\n}",
          "inc.run(41)",
          "inc.run(41)",
          """
          %%workflow
          /** A map, a branch, and one that needs two attempts. */
          int all(List<Integer> xs, int a, String marker) throws java.io.IOException {
              var more = xs.stream().map(x -> inc(x)).toList();
              var b = inc(a);
              var c = b > 10 ? inc(b) : b;
              return inc(shaky(c, marker));
          }""",
          "all.run(List.of(1, 2, 3), 20, marker)",
          "all.run(List.of(1, 2, 3), 20, marker)",
          "%%workflow\nint fails(int a) { return inc(broken(inc(a))); }",
          "import java.io.IOException;\ntry { fails.run(1); } catch (RuntimeException e) { System.out.println(e.getMessage()); }",
          "record Row(String month, double delay, int flights) {}",
          "%%task --cache\nList<Row> rows(int n) { return List.of(new Row(\"2013-01\", 1.5, n), new Row(\"2013-02\", -2, 7)); }",
          "rows.run(3)",
          "%cache why inc a=42",
          "%run inc a=42 --dry-run",
          "%cache ls rows");

  /** What is another at every run, in the order in which it is replaced. */
  private static final List<Other> OTHER =
      List.of(
          new Other("\\d{4}-\\d\\d-\\d\\d(?:[ T]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?Z?)?", "DATE"),
          new Other("just now|\\d+ (?:second|minute)s? ago", "WHEN"),
          new Other("\\b\\d+(?:\\.\\d+)?\\s?(?:ms|s|min)\\b", "SPAN"),
          new Other("ran SPAN after waiting SPAN,", "ran SPAN"),
          new Other("127\\.0\\.0\\.1:\\d+", "ADDRESS"),
          new Other("\\(build [^)]*\\)", "(build)"),
          new Other("\\b(by|as) " + Pattern.quote(System.getProperty("user.name")), "$1 USER"),
          new Other("code [a-z2-7]{8}\\b", "code CODE"),
          new Other("@[0-9A-Za-z_-]{4}\\b|(?<=outputs\\(\")[0-9A-Za-z_-]{4}", "@KEY"),
          new Other("(?m)(?<=\\S) {2,}(?=\\S)", "  "),
          new Other("'" + Pattern.quote(System.getProperty("user.name")) + "'", "'USER'"),
          new Other("  " + Pattern.quote(System.getProperty("user.name")) + "  ", "  USER  "));

  private record Other(Pattern what, String by) {
    Other(String what, String by) {
      this(Pattern.compile(what), by);
    }
  }

  @TempDir private Path folder;
  private Workplace workplace;

  @BeforeEach
  void start() {
    workplace = Workplace.fresh();
  }

  @AfterEach
  void stop() {
    workplace.close();
  }

  @Test
  void savedNotebookShowsHowAllEnded() throws IOException {
    var notebook = NotebookFile.write(folder, "looks.ipynb", CELLS);
    var out = folder.resolve("out.ipynb");
    var ran =
        workplace.runHere(
            List.of(
                Workplace.python().resolveSibling("papermill").toString(),
                "-k",
                "updraft",
                notebook.toString(),
                out.toString()),
            Map.of());
    assertThat(ran.exit()).as(ran.text()).isZero();
    var shown = shown(new ObjectMapper().readTree(out.toFile()));
    if ("write".equals(System.getProperty("updraft.golden"))) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, shown);
    }
    assertThat(shown).isEqualTo(Files.readString(GOLDEN));
  }

  private String shown(JsonNode notebook) {
    var executions =
        workplace
            .updraft("executions", "-n", "100")
            .text()
            .lines()
            .skip(1)
            .map(line -> line.strip().split("\\s+"))
            .filter(words -> words.length > 1)
            .map(words -> words[1])
            .distinct()
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "\\b(?:", ")[a-z0-9]*"));
    var text = new StringBuilder();
    for (var cell : notebook.get("cells")) {
      text.append("---------- ")
          .append(source(cell.get("source")).lines().findFirst().orElseThrow())
          .append('\n');
      for (var output : cell.get("outputs")) {
        switch (output.get("output_type").asText()) {
          case "stream" -> text.append(source(output.get("text")));
          case "error" -> text.append(source(output.get("evalue"))).append('\n');
          default -> data(output.get("data"), text);
        }
      }
    }
    var shown = text.toString().replaceAll(executions, "EXECUTION");
    for (var other : OTHER) {
      shown = other.what().matcher(shown).replaceAll(other.by());
    }
    return shown;
  }

  private static void data(JsonNode data, StringBuilder text) {
    if (data.has("text/plain")) {
      text.append(source(data.get("text/plain")).stripTrailing()).append('\n');
    }
    if (data.has("text/html")) {
      for (var child : Jsoup.parseBodyFragment(source(data.get("text/html"))).body().childNodes()) {
        outline(child, "  ", text);
      }
    }
  }

  /** One line each: tag and classes, what is said for those who do not see, and the text. */
  private static void outline(Node node, String indent, StringBuilder text) {
    switch (node) {
      case TextNode words when !words.isBlank() ->
          text.append(indent).append('\'').append(words.text().strip()).append("'\n");
      case Element element when !element.normalName().equals("style") -> {
        text.append(indent).append(element.normalName());
        element.classNames().forEach(name -> text.append('.').append(name));
        for (var name : List.of("role", "title", "aria-label", "open", "href", "colspan")) {
          if (element.hasAttr(name)) {
            text.append(" [").append(name).append('=').append(element.attr(name)).append(']');
          }
        }
        text.append('\n');
        element.childNodes().forEach(child -> outline(child, indent + "  ", text));
      }
      default -> {}
    }
  }

  private static String source(JsonNode lines) {
    return lines.isArray()
        ? StreamSupport.stream(lines.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining())
        : lines.asText();
  }
}
