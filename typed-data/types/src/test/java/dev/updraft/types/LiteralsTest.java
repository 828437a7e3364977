package dev.updraft.types;

import static dev.updraft.types.LiteralType.optional;
import static dev.updraft.types.LiteralType.simple;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.types.LiteralType.SimpleKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiteralsTest {
  private static final LiteralType INTEGER = simple(SimpleKind.INTEGER);
  private static final LiteralType STRING = simple(SimpleKind.STRING);
  private static final LiteralType INTEGERS = new LiteralType.Collection(INTEGER, Optional.empty());
  private static final LiteralType POINT =
      new LiteralType.Struct(
          "Point",
          List.of(
              new LiteralType.Field("x", INTEGER), new LiteralType.Field("z", optional(INTEGER))));

  @Test
  void mismatchEndsASentenceWithTypeAndValue() {
    assertThat(Literals.mismatch(new Literal.Text("12k"), INTEGER))
        .contains("is an integer, but got the string \"12k\"");
    assertThat(Literals.mismatch(new Literal.Integer(1), simple(SimpleKind.STRING, "BigDecimal")))
        .contains("is a BigDecimal, but got the integer 1");
    assertThat(Literals.mismatch(new Literal.Text("x"), INTEGERS))
        .contains("is a list of integers, but got the string \"x\"");
    assertThat(Literals.mismatch(new Literal.Text("x".repeat(50)), optional(INTEGER)))
        .contains("is an integer or no value, but got the string \"" + "x".repeat(40) + "..\"");
    assertThat(
            Literals.mismatch(
                new Literal.Text("SLOW"), new LiteralType.Enumeration(List.of("FAST", "EXACT"))))
        .contains("is one of FAST, EXACT, but got the string \"SLOW\"");
  }

  @Test
  void mismatchNamesTheElement() {
    var elements = new Literal.Collection(List.of(new Literal.Integer(1), new Literal.Bool(true)));
    assertThat(Literals.mismatch(elements, INTEGERS))
        .contains("[1] is an integer, but got the boolean true");
    assertThat(
            Literals.mismatch(
                new Literal.MapOf(Map.of("k", elements)), new LiteralType.MapOf(INTEGERS)))
        .contains("[\"k\"] [1] is an integer, but got the boolean true");
  }

  @Test
  void structNeedsItsFieldsAndNoOthers() {
    var one = new StructValue.Whole(1);
    assertThat(Literals.mismatch(new Literal.Struct(Map.of("x", one)), POINT)).isEmpty();
    assertThat(Literals.mismatch(new Literal.Struct(Map.of("z", one)), POINT))
        .contains("is a record Point, but its field 'x' is missing");
    assertThat(Literals.mismatch(new Literal.Struct(Map.of("x", one, "y", one)), POINT))
        .contains("is a record Point, which has no field 'y' (only x, z)");
  }

  @Test
  void sealedStructSaysWhichCaseItIsAndHasItsFields() {
    var shape = new LiteralType.Sealed("Shape", List.of((LiteralType.Struct) POINT));
    var one = new StructValue.Whole(1);
    assertThat(Literals.mismatch(struct("Point", one), shape)).isEmpty();
    assertThat(Literals.mismatch(new Literal.Struct(Map.of("x", one)), shape))
        .contains("is a Shape, but '@type' is missing, which says whether it is Point");
    assertThat(Literals.mismatch(struct("Line", one), shape))
        .contains("is a Shape, but '@type' is \"Line\", none of Point");
    assertThat(
            Literals.mismatch(
                new Literal.Struct(Map.of("@type", new StructValue.Text("Point"))), shape))
        .contains("is a record Point, but its field 'x' is missing");
  }

  @Test
  void dataframeThatLacksAColumnIsToldWhichAndTheNearest() {
    var declared =
        new LiteralType.StructuredDataset(List.of(new LiteralType.Column("origin", STRING)), "");
    assertThat(Literals.mismatch(frame("origin", STRING), declared)).isEmpty();
    assertThat(Literals.mismatch(frame("orign", STRING), declared))
        .contains(
            "is a dataframe with the column 'origin', which this one has not. Did you mean 'orign'? It has: orign");
    assertThat(Literals.mismatch(frame("origin", INTEGER), declared))
        .contains("is a dataframe with the column 'origin', a string, but there it is an integer");
  }

  private static Literal frame(String column, LiteralType type) {
    return new Literal.StructuredDataset(
        "file:///a",
        new LiteralType.StructuredDataset(List.of(new LiteralType.Column(column, type)), "parquet"),
        Optional.empty());
  }

  private static Literal struct(String name, StructValue x) {
    return new Literal.Struct(Map.of("@type", new StructValue.Text(name), "x", x));
  }

  @Test
  void plainLiteralIsTakenForAnOptional() {
    assertThat(Literals.mismatch(new Literal.Integer(1), optional(INTEGER))).isEmpty();
    assertThat(Literals.mismatch(new Literal.None(), optional(INTEGER))).isEmpty();
    assertThat(
            Literals.mismatch(
                new Literal.Union(new Literal.Integer(1), INTEGER), optional(INTEGER)))
        .isEmpty();
  }

  @Test
  void typeOfAMixedListIsAListOfUnions() {
    var mixed =
        new Literal.Collection(
            List.of(new Literal.Integer(1), new Literal.Text(""), new Literal.Integer(2)));
    assertThat(Literals.typeOf(mixed).inWords()).isEqualTo("a list of an integer or a string");
    assertThat(Literals.typeOf(new Literal.Collection(List.of())).inWords())
        .isEqualTo("a list of nothing");
    assertThat(Literals.mismatch(new Literal.Collection(List.of()), INTEGERS)).isEmpty();
  }
}
