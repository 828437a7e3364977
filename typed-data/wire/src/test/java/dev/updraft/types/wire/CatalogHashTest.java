package dev.updraft.types.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructValue;
import dev.updraft.types.TypedInterface;
import dev.updraft.types.TypedInterface.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The recorded keys of a real Flyte, and what makes keys equal or different. */
class CatalogHashTest {
  private static final LiteralType INTEGER = LiteralType.simple(SimpleKind.INTEGER);
  private static final LiteralType ANY_FRAME = new LiteralType.StructuredDataset(List.of(), "");

  @Test
  void recordedKeysOfMakeFrameComeOutEqual() {
    var typed =
        new TypedInterface(
            Map.of("n", new Variable(INTEGER, "n")), Map.of("o0", new Variable(ANY_FRAME, "o0")));
    assertThat(CatalogHash.datasetVersion("7", typed)).isEqualTo("7-jUwlIzHW-gl2oJTAf");
    assertThat(CatalogHash.artifactTag(Map.of("n", new Literal.Integer(14)), Set.of()))
        .isEqualTo("flyte_cached-qjxgYigV-ZuPBRHPxEfk6ijCOoJ8jpW5X0HreOzTNUc");
  }

  @Test
  void recordedKeysOfTotalComeOutEqual() {
    var typed =
        new TypedInterface(
            Map.of("df", new Variable(ANY_FRAME, "df")),
            Map.of("o0", new Variable(LiteralType.simple(SimpleKind.FLOAT), "o0")));
    assertThat(CatalogHash.datasetVersion("7", typed)).isEqualTo("7-fuTn3Wem-0h9u3msO");
    var frame =
        frame(
            "s3://my-s3-bucket/data/jo/a2c6lndktnztcqdf4v46-n0-0/4b22b3ea5a37f4f7609fbf5528a3d971",
            "");
    assertThat(CatalogHash.artifactTag(Map.of("df", frame), Set.of()))
        .isEqualTo("flyte_cached-6H1C_NvzXjWgI-yc_JNwSULKaAVnMH22XPLMMeqQnhA");
  }

  @Test
  void literalWithAHashCountsByItAlone() {
    assertThat(hash(frame("s3://a", "x1"))).isEqualTo(hash(frame("s3://b", "x1")));
    assertThat(hash(frame("s3://a", "x1"))).isNotEqualTo(hash(frame("s3://a", "x2")));
    assertThat(hash(new Literal.Collection(List.of(frame("s3://a", "x1")))))
        .isEqualTo(hash(new Literal.Collection(List.of(frame("s3://b", "x1")))));
    assertThat(hash(new Literal.Union(frame("s3://a", "x1"), ANY_FRAME)))
        .isEqualTo(hash(new Literal.Union(frame("s3://b", "x1"), ANY_FRAME)));
    assertThat(hash(new Literal.Hashed(new Literal.Integer(1), "h")))
        .isEqualTo(hash(new Literal.Hashed(new Literal.Text("x"), "h")));
    assertThat(hash(frame("s3://a", ""))).isNotEqualTo(hash(frame("s3://b", "")));
  }

  @Test
  void orderOfFieldsAndEntriesDoesNotCountAndValuesDo() {
    assertThat(hash(struct("a", 1, "b", 2))).isEqualTo(hash(struct("b", 2, "a", 1)));
    assertThat(hash(struct("a", 1, "b", 2))).isNotEqualTo(hash(struct("a", 2, "b", 1)));
    assertThat(hash(new Literal.Integer(1))).isNotEqualTo(hash(new Literal.Float(1)));
    assertThat(hash(new Literal.Integer(1))).isNotEqualTo(hash(new Literal.Text("1")));
    assertThat(hash(new Literal.Float(Double.NaN))).isEqualTo(hash(new Literal.Float(Double.NaN)));
    assertThat(hash(new Literal.Float(Double.MIN_VALUE))).isNotEqualTo(hash(new Literal.Float(0)));
  }

  @Test
  void ignoredInputsDoNotCount() {
    Map<String, Literal> one = Map.of("a", new Literal.Integer(1), "seed", new Literal.Integer(1));
    Map<String, Literal> other =
        Map.of("a", new Literal.Integer(1), "seed", new Literal.Integer(2));
    assertThat(CatalogHash.inputs(one, Set.of("seed")))
        .isEqualTo(CatalogHash.inputs(other, Set.of("seed")));
    assertThat(CatalogHash.inputs(one, Set.of())).isNotEqualTo(CatalogHash.inputs(other, Set.of()));
  }

  @Test
  void descriptionsAndTagsDoNotCountInAnInterface() {
    assertThat(CatalogHash.variables(Map.of("a", new Variable(INTEGER, "what it is"))))
        .isEqualTo(
            CatalogHash.variables(
                Map.of("a", new Variable(LiteralType.simple(SimpleKind.INTEGER, "int"), ""))));
    assertThat(CatalogHash.variables(Map.of("a", new Variable(INTEGER, ""))))
        .isNotEqualTo(CatalogHash.variables(Map.of("b", new Variable(INTEGER, ""))));
  }

  private static String hash(Literal literal) {
    return CatalogHash.inputs(Map.of("x", literal), Set.of());
  }

  private static Literal frame(String uri, String hash) {
    return new Literal.StructuredDataset(
        uri,
        new LiteralType.StructuredDataset(List.of(), "parquet"),
        hash.isEmpty() ? Optional.empty() : Optional.of(hash));
  }

  private static Literal struct(String first, long one, String second, long two) {
    var fields = new LinkedHashMap<String, StructValue>();
    fields.put(first, new StructValue.Whole(one));
    fields.put(second, new StructValue.Whole(two));
    return new Literal.Struct(Map.of("inner", new StructValue.Fields(fields)));
  }
}
