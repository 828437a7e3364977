package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * HTML in what users and their data say is shown as the text that it is: in no view of any magic
 * does it become an element or an attribute.
 */
class HostileTest {
  private static final String EVIL =
      "<evil-x onclick=bad()>\"'></span></td></pre></title></style><script>bad()</script><img src=x onerror=bad()>&lt;b&gt;${7*7}";

  private static Workplace workplace;
  private static Kernel kernel;

  @BeforeAll
  static void start() {
    workplace = Workplace.fresh();
    kernel = workplace.kernel();
    kernel.ok("String evil = " + quoted(EVIL) + ";");
    kernel.ok("%maven org.dflib:dflib:2.0.0-M6");
    kernel.ok("import dev.updraft.api.*;");
  }

  @AfterAll
  static void stop() {
    kernel.close();
    workplace.close();
  }

  private static String quoted(String text) {
    try {
      return new ObjectMapper().writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The cell shows the text whole, in both forms, and nothing of it is markup. */
  private static void inert(Outputs outputs, String cell) {
    var page = Page.of(outputs.html());
    page.assertInert(cell);
    assertThat(page.words()).as(cell).contains("<evil-x onclick=bad()>");
    assertThat(outputs.text() + outputs.error()).as(cell).contains("<evil-x onclick=bad()>");
  }

  private static void inert(String cell) {
    inert(kernel.ok(cell), cell);
  }

  /** Of cells whose views show names and keys alone. */
  private static void noMarkup(String cell) {
    Page.of(kernel.ok(cell).html()).assertInert(cell);
  }

  @Test
  void aValueIsTextInEveryView() {
    kernel.ok(
        "%%task --cache\nString echo(String text) { System.out.println(text); return text; }");
    var ran = kernel.ok("echo.run(evil)");
    assertThat(ran.value()).isEqualTo(EVIL);
    Page.of(ran.html()).assertInert("run");
    Page.of(kernel.ok("echo.run(evil)").html()).assertInert("hit");
    inert("echo.run(evil + 2)"); // why it runs names the inputs that differ
    inert("%logs");
    noMarkup("%outputs echo");
    noMarkup("%cache why echo text=$evil");
    noMarkup("%lineage echo");
    noMarkup("%cache show echo");
    noMarkup("%outputs");
    noMarkup("%status");
    noMarkup("%executions");
    noMarkup("%cache ls");
    noMarkup("%run echo text=$evil");
    noMarkup("%rerun");
    noMarkup("%task");
  }

  @Test
  void aRecordIsText() {
    kernel.ok("record Said(String text, List<String> more) {}");
    kernel.ok(
        "%%task --cache\nSaid said(String text, Map<String, String> all) { return new Said(text, List.of(text)); }");
    kernel.ok("said.run(evil, Map.of(evil, evil))");
    kernel.ok("said.run(evil, Map.of(evil, \"else\"))");
    noMarkup("%outputs said");
    noMarkup("%lineage said");
  }

  @Test
  void aDataframesCellsAndColumnNamesAreText() {
    kernel.ok(
        "import org.dflib.DataFrame;\nvar frame = DataFrame.foldByRow(evil, \"n\").of(evil, 1, \"plain\", 2);");
    inert("frame");
    kernel.ok(
        "%%task --cache\nDataFrame same(DataFrame rows) { Report.current().table(rows).text(rows.getColumnsIndex().get(0)); return rows; }");
    inert("same.run(frame)");
    inert("%outputs same");
    inert("%outputs same --schema");
    inert("%report");
    inert("same(frame)");
  }

  @Test
  void anExceptionsMessageIsText() {
    kernel.ok(
        "%%task\nint fail(String text) {\n  System.out.println(text);\n  throw new IllegalStateException(text, new RuntimeException(text)); // </pre><evil-x>\n}");
    inert(kernel.run("fail.run(evil)"), "fail.run(evil)");
    inert("%status");
    noMarkup("%executions");
    inert("%logs");
  }

  @Test
  void whatATaskWritesInItsReportIsTextOrClosedOff() {
    kernel.ok(
        "%%task\nint told(String text) {\n  Report.current().text(text).html(text);\n  Report.current().tab(text).text(text);\n  return 1;\n}");
    inert("told.run(evil)");
    inert("told(evil)");
    inert("%report");
  }

  @Test
  void whatAUserWritesOfATaskIsText() {
    noMarkup("%%task\n/** " + EVIL + " */\nint documented(String text) { return 1; }\n");
    noMarkup("%task documented");
    kernel.ok(
        "%%workflow\n/** "
            + EVIL
            + " */\nint flow(String text) {\n  var a = documented(text);\n  return documented2(a);\n}"
                .replace("documented2(a)", "a"));
    noMarkup("%workflow");
    noMarkup("%workflow flow");
    noMarkup("flow.run(evil)");
    assertThat(kernel.ok("flow.run(evil)").value()).isEqualTo("1");
  }

  @Test
  void aWorkflowsLabelsAreText() {
    kernel.ok("%%task --cache\nString pick(String text) { return text; }");
    var declared =
        kernel.ok(
            "%%workflow\nString choose(String text) {\n  String chosen;\n  if (text.equals("
                + quoted("<evil-x onclick=bad()>")
                + ")) {\n    chosen = pick(text);\n  } else {\n    chosen = pick("
                + quoted(EVIL)
                + ");\n  }\n  return chosen;\n}");
    Page.of(declared.html()).assertInert("choose");
    var ran = kernel.ok("choose.run(\"else\")");
    assertThat(ran.value()).isEqualTo(EVIL);
    Page.of(ran.html()).assertInert("choose.run");
  }

  @Test
  void whatIsRefusedIsTextToo() {
    for (var cell :
        new String[] {
          "%status <evil-x onclick=bad()>",
          "%outputs <evil-x",
          "%connect <script>bad()</script>",
          "%run <evil-x>",
          "%%task --label <evil-x>=1\nint f(int a) { return a; }",
          "%%task <evil-x>\nint f(int a) { return a; }",
          "%abort <evil-x>"
        }) {
      var outputs = kernel.run(cell);
      assertThat(outputs.failed()).as(cell).isTrue();
      assertThat(outputs.error())
          .as(cell)
          .isNotBlank()
          .doesNotContainPattern(Pattern.compile("at dev\\.updraft"));
      Page.of(outputs.html()).assertInert(cell);
    }
  }
}
