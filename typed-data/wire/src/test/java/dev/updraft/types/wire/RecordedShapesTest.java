package dev.updraft.types.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.flyteidl.core.Binary;
import com.flyteidl.core.LiteralType;
import com.flyteidl.core.Scalar;
import com.flyteidl.core.SimpleType;
import com.flyteidl.core.TypeAnnotation;
import com.flyteidl.core.TypeStructure;
import com.flyteidl.core.UnionType;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.updraft.types.Literal;
import dev.updraft.types.StructValue;
import dev.updraft.types.mapping.DataClasses;
import dev.updraft.types.mapping.Signature;
import dev.updraft.types.mapping.TaskMapping;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that a real Flyte recorded for flytekit's types, made from Java's. */
class RecordedShapesTest {
  record Point(long x, double y, List<String> tags) {}

  enum Mode {
    fast,
    exact
  }

  sealed interface Shape permits Circle {}

  record Circle(double radius) implements Shape {}

  @SuppressWarnings("unused")
  abstract static class Signatures {
    abstract Mode everything(Point p, Mode e, Optional<Long> o, Map<String, Double> m, Shape s);
  }

  private final TaskMapping mapping =
      TaskMapping.of(
          Signature.of(
              "everything",
              Arrays.stream(Signatures.class.getDeclaredMethods()).findFirst().orElseThrow()),
          DataClasses.none());

  @Test
  void recordIsAStructWithSchemaAnnotationAndFields() throws Exception {
    var schema =
        Struct.newBuilder()
            .putFields("type", text("object"))
            .putFields("title", text("Point"))
            .putFields("additionalProperties", Value.newBuilder().setBoolValue(false).build())
            .putFields("required", list(text("x"), text("y"), text("tags")))
            .putFields(
                "properties",
                struct(
                    Struct.newBuilder()
                        .putFields("x", typed("integer"))
                        .putFields("y", typed("number"))
                        .putFields(
                            "tags",
                            struct(
                                Struct.newBuilder()
                                    .putFields("type", text("array"))
                                    .putFields("items", typed("string"))))));
    var recorded =
        LiteralType.newBuilder()
            .setSimple(SimpleType.STRUCT)
            .setMetadata(schema)
            .setAnnotation(annotation())
            .setStructure(
                TypeStructure.newBuilder()
                    .putDataclassType("x", simple(SimpleType.INTEGER))
                    .putDataclassType("y", simple(SimpleType.FLOAT))
                    .putDataclassType(
                        "tags",
                        LiteralType.newBuilder()
                            .setCollectionType(simple(SimpleType.STRING))
                            .build()))
            .build();
    assertThat(typeOf("p")).isEqualTo(recorded);
  }

  @Test
  void enumAndOptionalAreAsFlytekitWritesThem() throws Exception {
    assertThat(typeOf("e").getEnumType().getValuesList()).containsExactly("fast", "exact");
    assertThat(typeOf("o"))
        .isEqualTo(
            LiteralType.newBuilder()
                .setUnionType(
                    UnionType.newBuilder()
                        .addVariants(tagged(SimpleType.INTEGER, "int"))
                        .addVariants(tagged(SimpleType.NONE, "none")))
                .build());
    assertThat(typeOf("m"))
        .isEqualTo(LiteralType.newBuilder().setMapValueType(simple(SimpleType.FLOAT)).build());
  }

  /**
   * Flytekit takes every struct with a title for a record with properties, and fails on this one.
   */
  @Test
  void sealedTypeHasNoTitle() throws Exception {
    assertThat(typeOf("s").getMetadata().getFieldsMap())
        .containsKey("oneOf")
        .doesNotContainKey("title");
    assertThat(typeOf("s").getStructure().getTag()).isEqualTo("sealed");
  }

  @Test
  void recordIsTheRecordedMessagePack() throws Exception {
    var literals = literals(new Point(1, 2.0, List.of("q")), Optional.empty());
    Binary binary =
        com.flyteidl.core.LiteralMap.parseFrom(Wire.writeLiterals(literals))
            .getLiteralsOrThrow("p")
            .getScalar()
            .getBinary();
    assertThat(binary.getTag()).isEqualTo("msgpack");
    assertThat(Base64.getEncoder().encodeToString(binary.getValue().toByteArray()))
        .isEqualTo("g6F4AaF5y0AAAAAAAAAApHRhZ3ORoXE=");
    var none =
        com.flyteidl.core.LiteralMap.parseFrom(Wire.writeLiterals(literals))
            .getLiteralsOrThrow("o")
            .getScalar()
            .getUnion();
    assertThat(none.getType()).isEqualTo(tagged(SimpleType.NONE, "none"));
    assertThat(none.getValue().getScalar().hasNoneType()).isTrue();
  }

  @Test
  void recordIsReadFromAnOldStructToo() {
    var old =
        Struct.newBuilder()
            .putFields("y", number(2))
            .putFields("x", number(1))
            .putFields("tags", list(text("q")));
    var literal =
        com.flyteidl.core.Literal.newBuilder()
            .setScalar(Scalar.newBuilder().setGeneric(old))
            .build();
    var literals = literals(new Point(7, 7, List.of()), Optional.of(3L));
    literals.put("p", Wire.readLiteral(literal.toByteArray()));
    assertThat(mapping.arguments(literals, new MemoryTransfers()))
        .startsWith(new Point(1, 2.0, List.of("q")), Mode.fast, Optional.of(3L));
  }

  @Test
  void messagePackThatIsNoStructStaysAsItIs() {
    for (String hex :
        List.of(
            "",
            "01",
            "c1",
            "81",
            "8101a0",
            "81a161cfffffffffffffffff",
            "80c0",
            "dfffffffff",
            "81a1ff01")) {
      byte[] bytes = java.util.HexFormat.of().parseHex(hex);
      var literal =
          scalar(
              Scalar.newBuilder()
                  .setBinary(
                      Binary.newBuilder().setTag("msgpack").setValue(ByteString.copyFrom(bytes))));
      assertThat(Wire.readLiteral(literal)).as(hex).isEqualTo(new Literal.Binary(bytes, "msgpack"));
    }
  }

  @Test
  void messagePackIsReadInEachOfItsForms() {
    for (String hex :
        List.of(
            "81a16101",
            "81d9016101",
            "81a161cc01",
            "81a161cd0001",
            "81a161ce00000001",
            "81a161cf0000000000000001",
            "81a161d001",
            "81a161d10001",
            "81a161d200000001",
            "81a161d30000000000000001",
            "de0001a16101",
            "df00000001a16101",
            "81da00016101",
            "81db000000016101")) {
      var literal =
          scalar(
              Scalar.newBuilder()
                  .setBinary(
                      Binary.newBuilder()
                          .setTag("msgpack")
                          .setValue(ByteString.copyFrom(java.util.HexFormat.of().parseHex(hex)))));
      assertThat(Wire.readLiteral(literal))
          .as(hex)
          .isEqualTo(new Literal.Struct(Map.of("a", new StructValue.Whole(1))));
    }
  }

  @Test
  void whatWeDoNotKnowIsCarriedWhole() throws Exception {
    var schema = com.flyteidl.core.Schema.newBuilder().setUri("s3://old").build();
    var offloaded =
        com.flyteidl.core.LiteralOffloadedMetadata.newBuilder()
            .setUri("s3://big")
            .setSizeBytes(9)
            .build();
    for (var foreign :
        List.of(
            com.flyteidl.core.Literal.newBuilder()
                .setScalar(Scalar.newBuilder().setSchema(schema))
                .setHash("h")
                .build(),
            com.flyteidl.core.Literal.newBuilder()
                .setScalar(
                    Scalar.newBuilder()
                        .setError(com.flyteidl.core.Error.newBuilder().setMessage("m")))
                .build(),
            com.flyteidl.core.Literal.newBuilder().setOffloadedMetadata(offloaded).build(),
            com.flyteidl.core.Literal.getDefaultInstance())) {
      var literal = Wire.readLiteral(foreign.toByteArray());
      assertThat(literal).isInstanceOf(Literal.Foreign.class);
      assertThat(com.flyteidl.core.Literal.parseFrom(Wire.writeLiteral(literal)))
          .isEqualTo(foreign);
    }
    assertThat(
            Wire.readLiteral(
                    com.flyteidl.core.Literal.newBuilder()
                        .setOffloadedMetadata(offloaded)
                        .build()
                        .toByteArray())
                .inWords())
        .isEqualTo("an offloaded literal");
    var type =
        LiteralType.newBuilder()
            .setSchema(com.flyteidl.core.SchemaType.getDefaultInstance())
            .build();
    assertThat(LiteralType.parseFrom(Wire.writeType(Wire.readType(type.toByteArray()))))
        .isEqualTo(type);
  }

  private Map<String, Literal> literals(Point point, Optional<Long> optional) {
    return mapping.inputs(
        new Object[] {point, Mode.fast, optional, Map.of(), new Circle(1)}, new MemoryTransfers());
  }

  private LiteralType typeOf(String input) throws InvalidProtocolBufferException {
    return com.flyteidl.core.TypedInterface.parseFrom(Wire.writeInterface(mapping.typedInterface()))
        .getInputs()
        .getVariablesOrThrow(input)
        .getType();
  }

  private static byte[] scalar(Scalar.Builder scalar) {
    return com.flyteidl.core.Literal.newBuilder().setScalar(scalar).build().toByteArray();
  }

  private static TypeAnnotation annotation() {
    return TypeAnnotation.newBuilder()
        .setAnnotations(
            Struct.newBuilder()
                .putFields(
                    "cache-key-metadata",
                    struct(Struct.newBuilder().putFields("serialization-format", text("msgpack")))))
        .build();
  }

  private static LiteralType simple(SimpleType type) {
    return LiteralType.newBuilder().setSimple(type).build();
  }

  private static LiteralType tagged(SimpleType type, String tag) {
    return LiteralType.newBuilder()
        .setSimple(type)
        .setStructure(TypeStructure.newBuilder().setTag(tag))
        .build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value number(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }

  private static Value typed(String type) {
    return struct(Struct.newBuilder().putFields("type", text(type)));
  }

  private static Value struct(Struct.Builder struct) {
    return Value.newBuilder().setStructValue(struct).build();
  }

  private static Value list(Value... values) {
    return Value.newBuilder()
        .setListValue(ListValue.newBuilder().addAllValues(Stream.of(values).toList()))
        .build();
  }
}
