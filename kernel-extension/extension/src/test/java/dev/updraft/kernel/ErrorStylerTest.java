package dev.updraft.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.junit.jupiter.api.Test;

class ErrorStylerTest {
  private final ErrorStyler styler =
      new ErrorStyler(
          new StringStyler("<p>", "<s>", "<h>", line -> ""), SpeaksToUser::isUserVisible);

  @Test
  void anErrorThatSpeaksToTheUserShowsItsMessageAlone() {
    assertThat(styler.secondary("dev.updraft.api.TaskFailed: clean failed\ncell [3] line 2"))
        .isEqualTo("clean failed\ncell [3] line 2");
    assertThat(styler.secondary("dev.updraft.magics.notebook.NotebookError: no such option"))
        .isEqualTo("no such option");
  }

  @Test
  void anyOtherExceptionIsStyledAsTheKernelDoes() {
    assertThat(styler.secondary("java.lang.IllegalStateException: mine"))
        .startsWith("<s>java.lang.IllegalStateException: mine");
    assertThat(styler.secondary("my.own.Problem: mine")).startsWith("<s>my.own.Problem");
  }

  @Test
  void anInterruptedMagicIsShownAsItWasTyped() {
    var call =
        "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.cellMagic(%s,java.util.List.of(%s),%s);"
            .formatted(
                encoded("task"), encoded("--cache"), encoded("int inc(int a) { return a + 1; }"));

    assertThat(String.join("\n", styler.primaryLines(call)))
        .contains("%%task --cache")
        .contains("int inc(int a)")
        .doesNotContain("decode");
  }

  @Test
  void ordinarySourceStaysAsItIs() {
    assertThat(String.join("", styler.primaryLines("Thread.sleep(10)")))
        .contains("Thread.sleep(10)");
  }

  private static String encoded(String text) {
    var base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return "new String(java.util.Base64.getDecoder().decode(\"" + base64 + "\"))";
  }
}
