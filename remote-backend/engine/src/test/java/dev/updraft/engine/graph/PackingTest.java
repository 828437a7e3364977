package dev.updraft.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructValue;
import dev.updraft.types.graph.Binding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Parts of results, and records put together of results, in the forms of docs/types.md. */
class PackingTest {
  private static final LiteralType WHOLE = LiteralType.simple(SimpleKind.INTEGER);

  private static final Literal RECORD =
      new Literal.Struct(
          Map.of(
              "n", new StructValue.Whole(7),
              "mean", new StructValue.Whole(2),
              "day", new StructValue.Text("2013-02-01"),
              "at", new StructValue.Text("2013-02-01T10:00:00+01:00"),
              "took", new StructValue.Real(1.5),
              "exact", new StructValue.Text("PT0.000000001S"),
              "none", new StructValue.Null(),
              "names", new StructValue.Items(List.of(new StructValue.Text("a")))));

  private static Literal part(LiteralType type, Binding.Step... path) {
    return Packing.at(RECORD, List.of(path), Optional.of(type));
  }

  private static Binding.Step field(String name) {
    return new Binding.Step.Field(name);
  }

  @Test
  void partsAreOfTheTypeThatIsAskedFor() {
    assertThat(part(WHOLE, field("n"))).isEqualTo(new Literal.Integer(7));
    assertThat(part(LiteralType.simple(SimpleKind.FLOAT), field("mean")))
        .isEqualTo(new Literal.Float(2));
    assertThat(part(LiteralType.simple(SimpleKind.DATETIME, "LocalDate"), field("day")))
        .isEqualTo(new Literal.Datetime(Instant.parse("2013-02-01T00:00:00Z")));
    assertThat(part(LiteralType.simple(SimpleKind.DATETIME), field("at")))
        .isEqualTo(new Literal.Datetime(Instant.parse("2013-02-01T09:00:00Z")));
    assertThat(part(LiteralType.simple(SimpleKind.DURATION), field("took")))
        .isEqualTo(new Literal.Span(Duration.ofMillis(1500)));
    assertThat(
            part(LiteralType.simple(SimpleKind.STRING), field("names"), new Binding.Step.Index(0)))
        .isEqualTo(new Literal.Text("a"));
  }

  @Test
  void timesAreThoseOfTheDocs() {
    assertThat(part(LiteralType.simple(SimpleKind.DURATION), field("exact")))
        .isEqualTo(new Literal.Span(Duration.ofNanos(1)));
    var type =
        new LiteralType.Struct(
            "Times",
            List.of(
                new LiteralType.Field("at", LiteralType.simple(SimpleKind.DATETIME)),
                new LiteralType.Field(
                    "local", LiteralType.simple(SimpleKind.DATETIME, "LocalDateTime")),
                new LiteralType.Field("span", LiteralType.simple(SimpleKind.DURATION))));
    var at = new Literal.Datetime(Instant.parse("2013-02-01T10:00:00.5Z"));
    var packed =
        Packing.as(
            new Literal.MapOf(
                Map.of(
                    "at",
                    at,
                    "local",
                    at,
                    "span",
                    new Literal.Span(Duration.ofDays(9_999_999).plusNanos(1)))),
            Optional.of(type));
    assertThat(packed)
        .isEqualTo(
            new Literal.Struct(
                Map.of(
                    "at", new StructValue.Text("2013-02-01T10:00:00.500000+00:00"),
                    "local", new StructValue.Text("2013-02-01T10:00:00.500000"),
                    "span", new StructValue.Text("PT239999976H0.000000001S"))));
  }

  @Test
  void optionalPartsAreUnions() {
    var maybe = LiteralType.optional(WHOLE);
    assertThat(part(maybe, field("n"))).isEqualTo(new Literal.Union(new Literal.Integer(7), WHOLE));
    assertThat(part(maybe, field("none")))
        .isEqualTo(new Literal.Union(new Literal.None(), LiteralType.simple(SimpleKind.NONE)));
    assertThat(Packing.as(new Literal.Integer(1), Optional.of(maybe)))
        .isEqualTo(new Literal.Union(new Literal.Integer(1), WHOLE));
  }

  @Test
  void recordsArePackedByTheirDeclaredFields() {
    var type =
        new LiteralType.Struct(
            "Day",
            List.of(
                new LiteralType.Field("n", WHOLE),
                new LiteralType.Field(
                    "day", LiteralType.simple(SimpleKind.DATETIME, "LocalDate"))));
    var parts =
        new Literal.MapOf(
            Map.of(
                "n", new Literal.Integer(3),
                "day", new Literal.Datetime(Instant.parse("2013-02-01T00:00:00Z"))));
    assertThat(Packing.as(parts, Optional.of(type)))
        .isEqualTo(
            new Literal.Struct(
                Map.of("n", new StructValue.Whole(3), "day", new StructValue.Text("2013-02-01"))));
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> part(WHOLE, field("m")))
        .isInstanceOf(Unbound.class)
        .hasMessageContaining("there is no part 'm'");
    assertThatThrownBy(() -> part(WHOLE, field("names"), new Binding.Step.Index(1)))
        .hasMessage("element 1 is asked of a list of 1.");
    assertThatThrownBy(
            () -> Packing.at(new Literal.Integer(1), List.of(field("n")), Optional.empty()))
        .hasMessageContaining("has no parts");
  }
}
