package dev.updraft.types;

import static dev.updraft.types.LiteralType.optional;
import static dev.updraft.types.LiteralType.simple;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.types.LiteralType.Collection;
import dev.updraft.types.LiteralType.Column;
import dev.updraft.types.LiteralType.Enumeration;
import dev.updraft.types.LiteralType.Field;
import dev.updraft.types.LiteralType.Sealed;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.LiteralType.Struct;
import dev.updraft.types.LiteralType.StructuredDataset;
import dev.updraft.types.LiteralType.Union;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CastsTest {
  private static final LiteralType INTEGER = simple(SimpleKind.INTEGER);
  private static final LiteralType FLOAT = simple(SimpleKind.FLOAT);
  private static final LiteralType STRING = simple(SimpleKind.STRING);
  private static final LiteralType NONE = simple(SimpleKind.NONE);
  private static final LiteralType MODE = new Enumeration(List.of("FAST", "EXACT"));

  @Test
  void integerIsNoFloat() {
    assertThat(Casts.accepts(FLOAT, INTEGER)).isFalse();
    assertThat(Casts.accepts(INTEGER, FLOAT)).isFalse();
  }

  @Test
  void tagsDoNotCount() {
    assertThat(Casts.accepts(STRING, simple(SimpleKind.STRING, "BigDecimal"))).isTrue();
    assertThat(Casts.accepts(list(INTEGER, Optional.of("set")), list(INTEGER, Optional.empty())))
        .isTrue();
  }

  @Test
  void enumAndStringCastBothWays() {
    assertThat(Casts.accepts(MODE, STRING)).isTrue();
    assertThat(Casts.accepts(STRING, MODE)).isTrue();
    assertThat(Casts.accepts(MODE, new Enumeration(List.of("FAST")))).isFalse();
  }

  @Test
  void blobFormatsAreEqualOrOneIsEmpty() {
    assertThat(Casts.accepts(new LiteralType.Blob("", false), new LiteralType.Blob("csv", true)))
        .isTrue();
    assertThat(Casts.accepts(new LiteralType.Blob("csv", false), new LiteralType.Blob("", false)))
        .isTrue();
    assertThat(
            Casts.accepts(new LiteralType.Blob("csv", false), new LiteralType.Blob("onnx", false)))
        .isFalse();
  }

  @Test
  void dataframeNeedsTheColumnsThatItsTakerNames() {
    var ab = frame("parquet", new Column("a", INTEGER), new Column("b", STRING));
    assertThat(Casts.accepts(frame(""), ab)).isTrue();
    assertThat(Casts.accepts(frame("PARQUET", new Column("a", INTEGER)), ab)).isTrue();
    assertThat(Casts.accepts(ab, frame("parquet", new Column("a", INTEGER)))).isFalse();
    assertThat(Casts.accepts(frame("", new Column("a", STRING)), ab)).isFalse();
    assertThat(Casts.accepts(frame("csv"), ab)).isFalse();
    assertThat(Casts.accepts(ab, NONE)).isTrue();
  }

  @Test
  void unionTakesWhatExactlyOneVariantTakes() {
    assertThat(Casts.accepts(optional(INTEGER), INTEGER)).isTrue();
    assertThat(Casts.accepts(optional(INTEGER), NONE)).isTrue();
    assertThat(Casts.accepts(optional(INTEGER), STRING)).isFalse();
    assertThat(Casts.accepts(new Union(List.of(STRING, MODE)), new Enumeration(List.of("A"))))
        .isTrue();
    assertThat(Casts.accepts(optional(FLOAT), optional(FLOAT))).isTrue();
    assertThat(Casts.accepts(optional(FLOAT), optional(INTEGER))).isFalse();
    assertThat(Casts.accepts(INTEGER, optional(INTEGER))).isFalse();
  }

  @Test
  void emptyListFitsAnyList() {
    assertThat(Casts.accepts(list(INTEGER, Optional.empty()), list(NONE, Optional.empty())))
        .isTrue();
    assertThat(Casts.accepts(list(INTEGER, Optional.empty()), list(STRING, Optional.empty())))
        .isFalse();
    assertThat(Casts.accepts(new LiteralType.MapOf(INTEGER), new LiteralType.MapOf(NONE))).isTrue();
    assertThat(Casts.accepts(new LiteralType.MapOf(INTEGER), list(NONE, Optional.empty())))
        .isFalse();
  }

  @Test
  void structsAreComparedByFieldsWhereBothHaveThem() {
    var point = new Struct("Point", List.of(new Field("x", INTEGER), new Field("y", FLOAT)));
    assertThat(
            Casts.accepts(
                point, new Struct("P", List.of(new Field("y", FLOAT), new Field("x", INTEGER)))))
        .isTrue();
    assertThat(Casts.accepts(point, new Struct("Point", List.of(new Field("x", INTEGER)))))
        .isFalse();
    assertThat(Casts.accepts(new Struct("Point", List.of(new Field("x", INTEGER))), point))
        .isFalse();
    assertThat(Casts.accepts(point, new LiteralType.AnyStruct())).isTrue();
    assertThat(Casts.accepts(new LiteralType.AnyStruct(), point)).isTrue();
    assertThat(Casts.accepts(STRING, point)).isFalse();
  }

  @Test
  void sealedTypeTakesOneThatHasNoOtherCases() {
    var circle = new Struct("Circle", List.of(new Field("radius", FLOAT)));
    var square = new Struct("Square", List.of(new Field("side", FLOAT)));
    var both = new Sealed("Shape", List.of(circle, square));
    var round = new Sealed("Round", List.of(circle));

    assertThat(Casts.accepts(both, round)).isTrue();
    assertThat(Casts.accepts(round, both)).isFalse();
    assertThat(
            Casts.accepts(
                both,
                new Sealed(
                    "Shape", List.of(new Struct("Circle", List.of(new Field("radius", INTEGER)))))))
        .isFalse();
    assertThat(Casts.accepts(both, circle)).as("it does not say which case it is").isFalse();
    assertThat(Casts.accepts(circle, round)).isFalse();
    assertThat(Casts.accepts(new LiteralType.AnyStruct(), both)).isTrue();
    assertThat(Casts.accepts(both, new LiteralType.AnyStruct())).isTrue();
  }

  private static LiteralType list(LiteralType element, Optional<String> tag) {
    return new Collection(element, tag);
  }

  private static LiteralType frame(String format, Column... columns) {
    return new StructuredDataset(List.of(columns), format);
  }
}
