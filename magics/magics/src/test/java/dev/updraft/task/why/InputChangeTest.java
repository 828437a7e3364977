package dev.updraft.task.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.Column;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InputChangeTest {
  private static final LiteralType TEXT = LiteralType.simple(SimpleKind.STRING);
  private static final LiteralType WHOLE = LiteralType.simple(SimpleKind.INTEGER);

  @Test
  void equalInputsDifferInNothing() {
    assertThat(between(new Literal.Integer(500), new Literal.Integer(500))).isEmpty();
  }

  @Test
  void numbersAndTextsShowBothValues() {
    assertThat(between(new Literal.Integer(500), new Literal.Integer(600)))
        .containsExactly("x 500 -> 600");
    assertThat(between(new Literal.Float(0.5), new Literal.Float(0.25)))
        .containsExactly("x 0.5 -> 0.25");
    assertThat(between(new Literal.Text("2013-01"), new Literal.Text("2013-02")))
        .containsExactly("x \"2013-01\" -> \"2013-02\"");
  }

  @Test
  void optionalThatWasEmptyShowsNothing() {
    var before = new Literal.Union(new Literal.None(), LiteralType.simple(SimpleKind.NONE));
    var now = new Literal.Union(new Literal.Text("UA"), TEXT);

    assertThat(between(before, now)).containsExactly("x nothing -> \"UA\"");
  }

  @Test
  void frameOfEqualContentElsewhereIsNoDifference() {
    assertThat(between(frame("a", "h1", "origin"), frame("b", "h1", "origin"))).isEmpty();
  }

  @Test
  void frameNamesTheColumnsThatCameAndWent() {
    assertThat(between(frame("a", "h1", "origin", "dest"), frame("b", "h2", "origin", "carrier")))
        .containsExactly("x has other columns: +carrier, -dest");
    assertThat(between(frame("a", "h1", "origin"), frame("b", "h2", "origin")))
        .containsExactly("x has other content");
  }

  @Test
  void fileIsComparedByItsContent() {
    assertThat(between(file("a", "h1"), file("b", "h1"))).isEmpty();
    assertThat(between(file("a", "h1"), file("a", "h2")))
        .containsExactly("x is a file with other content");
  }

  @Test
  void recordNamesTheComponentsThatDiffer() {
    var before =
        new Literal.Struct(
            Map.of("longest", new StructValue.Whole(600), "by", new StructValue.Text("hour")));
    var now =
        new Literal.Struct(
            Map.of("longest", new StructValue.Whole(700), "by", new StructValue.Text("hour")));

    assertThat(between(before, now)).containsExactly("x.longest 600 -> 700");
  }

  @Test
  void listsShowTheirLengthsOrThatElementsDiffer() {
    var one = new Literal.Collection(List.of(new Literal.Integer(1)));
    var two = new Literal.Collection(List.of(new Literal.Integer(1), new Literal.Integer(2)));
    var other = new Literal.Collection(List.of(new Literal.Integer(3)));

    assertThat(between(one, two)).containsExactly("x 1 -> 2 elements");
    assertThat(between(one, other)).containsExactly("x has other elements");
  }

  @Test
  void inputsThatCameOrWentAreNamedAndIgnoredOnesAreNot() {
    var one = new Literal.Integer(1);

    assertThat(
            InputChange.between(
                Map.of("old", one, "seed", one),
                Map.of("fresh", one, "seed", new Literal.Integer(2)),
                Set.of("seed")))
        .containsExactly("input fresh is new", "input old is gone");
  }

  @Test
  void longTextIsCut() {
    var sentence =
        between(new Literal.Text("a".repeat(500)), new Literal.Text("b".repeat(500))).getFirst();

    assertThat(sentence).hasSizeLessThan(200).contains("…");
  }

  private static List<String> between(Literal before, Literal now) {
    return InputChange.between(Map.of("x", before), Map.of("x", now), Set.of());
  }

  private static Literal frame(String uri, String hash, String... columns) {
    return new Literal.StructuredDataset(
        uri,
        new LiteralType.StructuredDataset(
            Stream.of(columns).map(name -> new Column(name, WHOLE)).toList(), "parquet"),
        Optional.of(hash));
  }

  private static Literal file(String uri, String hash) {
    return new Literal.Blob(uri, new LiteralType.Blob("", false), Optional.of(hash));
  }
}
