package dev.updraft.types.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.types.failure.FailureText.Thrown;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTextTest {
  @Test
  void whatIsWrittenIsReadBack() {
    var failure =
        new FailureText(
            List.of(
                new Thrown(
                    "java.lang.IllegalStateException",
                    "two\nlines: of text",
                    List.of(
                        new StackLine.InCell("Point.norm", "Point", 3),
                        new StackLine.InLibrary("java.util.Optional.map", "Optional.java", 260),
                        new StackLine.InLibrary("A.b", "Native Method", 0),
                        new StackLine.LeftOut(12))),
                new Thrown(
                    "TooFar", "", List.of(new StackLine.InCell("lambda in delays", "delays", 4)))));

    assertThat(FailureText.read(failure.write())).isEqualTo(failure);
  }

  @Test
  void looksLikeAStackTraceToAPerson() {
    var failure =
        new FailureText(
            List.of(
                new Thrown(
                    "TooFar", "12 miles", List.of(new StackLine.InCell("delays", "delays", 4))),
                new Thrown("java.io.IOException", "gone", List.of(new StackLine.LeftOut(3)))));

    assertThat(failure.write())
        .isEqualTo(
            "TooFar: 12 miles\n\tat delays(cell delays:4)\nCaused by: java.io.IOException: gone\n\t.. 3 more\n");
  }

  @Test
  void foreignTextIsKeptWhole() {
    String python = "Trace:\n\n    Traceback\n\nMessage:\n\n    ValueError: no";

    assertThat(FailureText.read(python).chain()).containsExactly(new Thrown("", python, List.of()));
  }
}
