package dev.updraft.task.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadInputTest {
  @Test
  void valueIsReadByTheInputsType() {
    assertThat(read("1_000", SimpleKind.INTEGER)).isEqualTo(new Literal.Integer(1000));
    assertThat(read("500", SimpleKind.FLOAT)).isEqualTo(new Literal.Float(500));
    assertThat(read("true", SimpleKind.BOOLEAN)).isEqualTo(new Literal.Bool(true));
    assertThat(read("PT10M", SimpleKind.DURATION))
        .isEqualTo(new Literal.Span(Duration.ofMinutes(10)));
    assertThat(read("2013-02-01", SimpleKind.DATETIME))
        .isEqualTo(new Literal.Datetime(Instant.parse("2013-02-01T00:00:00Z")));
  }

  @Test
  void stringTakesTheTextAsItStands() {
    assertThat(read("\"500\" = x", SimpleKind.STRING)).isEqualTo(new Literal.Text("\"500\" = x"));
  }

  @Test
  void optionalIsReadAsWhatItMayHoldOrNone() {
    var type = LiteralType.optional(LiteralType.simple(SimpleKind.STRING));

    assertThat(ReadInput.of("UA", type))
        .isEqualTo(
            new Literal.Union(new Literal.Text("UA"), LiteralType.simple(SimpleKind.STRING)));
    assertThat(ReadInput.of("none", type))
        .isEqualTo(new Literal.Union(new Literal.None(), LiteralType.simple(SimpleKind.NONE)));
  }

  @Test
  void wrongTextSaysWhatTheInputIs() {
    assertThatThrownBy(() -> read("12k", SimpleKind.INTEGER))
        .hasMessage("is an integer, but got '12k'");
    assertThatThrownBy(() -> read("yes", SimpleKind.BOOLEAN))
        .hasMessage("is true or false, but got 'yes'");
    assertThatThrownBy(
            () -> ReadInput.of("NOON", new LiteralType.Enumeration(List.of("MORNING", "EVENING"))))
        .hasMessage("is one of MORNING, EVENING, but got 'NOON'");
  }

  @Test
  void frameHasNoFormInALine() {
    assertThatThrownBy(
            () -> ReadInput.of("x", new LiteralType.StructuredDataset(List.of(), "parquet")))
        .hasMessageStartingWith("is a dataframe, which has no form in a line");
  }

  private static Literal read(String text, SimpleKind kind) {
    return ReadInput.of(text, new LiteralType.Simple(kind, Optional.empty()));
  }
}
