package dev.updraft.types.wire;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructValue;
import dev.updraft.types.StructValue.Fields;
import dev.updraft.types.StructValue.Items;
import dev.updraft.types.StructValue.Text;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Literals and types in protobuf's JSON form, which is what the catalog's keys are hashes of. */
final class Json {
  private static final Fields EMPTY = new Fields(Map.of());

  private Json() {}

  /** The literal as it counts for a key: where it, or what lies in it, has a hash, that alone. */
  static Fields keyOf(Literal literal) {
    return switch (literal) {
      case Literal.Collection(var elements) ->
          one(
              "collection",
              elements.isEmpty()
                  ? EMPTY
                  : one(
                      "literals",
                      new Items(elements.stream().<StructValue>map(Json::keyOf).toList())));
      case Literal.MapOf(var entries) -> one("map", literals(entries));
      case Literal.Hashed(Literal value, String hash) -> one("hash", new Text(hash));
      case Literal.Blob(String uri, var type, var hash) when hash.isPresent() ->
          one("hash", new Text(hash.get()));
      case Literal.StructuredDataset(String uri, var type, var hash) when hash.isPresent() ->
          one("hash", new Text(hash.get()));
      default -> of(literal);
    };
  }

  static Fields literals(Map<String, Literal> literals) {
    var all = new LinkedHashMap<String, StructValue>();
    literals.forEach((name, literal) -> all.put(name, keyOf(literal)));
    return all.isEmpty() ? EMPTY : one("literals", new Fields(all));
  }

  private static Fields of(Literal literal) {
    return switch (literal) {
      case Literal.Integer(long v) -> primitive("integer", new Text(Long.toString(v)));
      case Literal.Float(double v) -> primitive("floatValue", number(v));
      case Literal.Text(String v) -> primitive("stringValue", new Text(v));
      case Literal.Bool(boolean v) -> primitive("boolean", new StructValue.Bool(v));
      case Literal.Datetime(var v) -> primitive("datetime", new Text(v.toString()));
      case Literal.Span(var v) -> primitive("duration", new Text(seconds(v)));
      case Literal.None() -> scalar("noneType", EMPTY);
      case Literal.Binary(byte[] value, String tag) -> binary(value, tag);
      case Literal.Struct(var fields) ->
          binary(MessagePack.write(sorted(new Fields(fields))), "msgpack");
      case Literal.Union(Literal value, LiteralType type) -> {
        var union = new LinkedHashMap<String, StructValue>();
        union.put("value", keyOf(value));
        union.put("type", variant(type));
        yield scalar("union", new Fields(union));
      }
      case Literal.Blob(String uri, var type, var hash) ->
          scalar("blob", data(uri, one("type", blob(type))));
      case Literal.StructuredDataset(String uri, var type, var hash) ->
          scalar(
              "structuredDataset", data(uri, one("structuredDatasetType", dataset(type, false))));
      case Literal.Collection _, Literal.MapOf _, Literal.Hashed _ -> keyOf(literal);
      case Literal.Foreign(String description, byte[] bytes) -> one("foreign", base64(bytes));
    };
  }

  /** The type as it counts for a key: without descriptions, tags and schemas. */
  static Fields keyOf(LiteralType type) {
    return type(type, true);
  }

  private static Fields type(LiteralType type, boolean key) {
    return switch (type) {
      case LiteralType.Simple(SimpleKind kind, var tag) -> one("simple", new Text(kind.name()));
      case LiteralType.Struct _, LiteralType.Sealed _, LiteralType.AnyStruct _ -> {
        var struct = new LinkedHashMap<String, StructValue>();
        struct.put("simple", new Text("STRUCT"));
        struct.put("annotation", one("annotations", Schema.CACHE_KEY_METADATA));
        yield new Fields(struct);
      }
      case LiteralType.Collection(var element, var tag) ->
          one("collectionType", type(element, key));
      case LiteralType.MapOf(var value) -> one("mapValueType", type(value, key));
      case LiteralType.Blob blob -> one("blob", blob(blob));
      case LiteralType.Enumeration(var values) ->
          one(
              "enumType",
              values.isEmpty()
                  ? EMPTY
                  : one("values", new Items(values.stream().<StructValue>map(Text::new).toList())));
      case LiteralType.StructuredDataset dataset ->
          one("structuredDatasetType", dataset(dataset, key));
      case LiteralType.Union(var variants) ->
          one(
              "unionType",
              one(
                  "variants",
                  new Items(
                      variants.stream()
                          .<StructValue>map(v -> key ? type(v, true) : variant(v))
                          .toList())));
      case LiteralType.Foreign(String description, byte[] bytes) -> one("foreign", base64(bytes));
    };
  }

  /** A union literal's type, with the tag that names it. */
  private static Fields variant(LiteralType type) {
    var variant = new LinkedHashMap<>(type(type, false).values());
    variant.put("structure", one("tag", new Text(Variants.tag(type))));
    return new Fields(variant);
  }

  private static Fields blob(LiteralType.Blob type) {
    var fields = new LinkedHashMap<String, StructValue>();
    if (!type.format().isEmpty()) {
      fields.put("format", new Text(type.format()));
    }
    if (type.multipart()) {
      fields.put("dimensionality", new Text("MULTIPART"));
    }
    return new Fields(fields);
  }

  private static Fields dataset(LiteralType.StructuredDataset type, boolean key) {
    var fields = new LinkedHashMap<String, StructValue>();
    if (!type.columns().isEmpty()) {
      fields.put(
          "columns",
          new Items(type.columns().stream().<StructValue>map(c -> column(c, key)).toList()));
    }
    if (!type.format().isEmpty()) {
      fields.put("format", new Text(type.format()));
    }
    return new Fields(fields);
  }

  private static Fields column(LiteralType.Column column, boolean key) {
    var fields = new LinkedHashMap<String, StructValue>();
    fields.put("name", new Text(column.name()));
    fields.put("literalType", type(column.type(), key));
    return new Fields(fields);
  }

  private static Fields data(String uri, Fields metadata) {
    var fields = new LinkedHashMap<String, StructValue>();
    fields.put("metadata", metadata);
    if (!uri.isEmpty()) {
      fields.put("uri", new Text(uri));
    }
    return new Fields(fields);
  }

  private static Fields binary(byte[] value, String tag) {
    var fields = new LinkedHashMap<String, StructValue>();
    if (value.length > 0) {
      fields.put("value", base64(value));
    }
    if (!tag.isEmpty()) {
      fields.put("tag", new Text(tag));
    }
    return scalar("binary", new Fields(fields));
  }

  /** Equal records have equal keys whatever the order in which their writer put the fields. */
  private static StructValue sorted(StructValue value) {
    return switch (value) {
      case Fields(var fields) -> {
        var sorted = new TreeMap<String, StructValue>();
        fields.forEach((name, field) -> sorted.put(name, sorted(field)));
        yield new Fields(sorted);
      }
      case Items(var items) -> new Items(items.stream().map(Json::sorted).toList());
      default -> value;
    };
  }

  private static StructValue number(double v) {
    return Double.isFinite(v) ? new StructValue.Real(v) : new Text(Double.toString(v));
  }

  private static String seconds(Duration v) {
    var whole = v.isNegative() ? v.negated() : v;
    int nano = whole.getNano();
    String fraction =
        nano == 0
            ? ""
            : nano % 1_000_000 == 0
                ? ".%03d".formatted(nano / 1_000_000)
                : nano % 1000 == 0 ? ".%06d".formatted(nano / 1000) : ".%09d".formatted(nano);
    return (v.isNegative() ? "-" : "") + whole.getSeconds() + fraction + "s";
  }

  private static Text base64(byte[] bytes) {
    return new Text(Base64.getEncoder().encodeToString(bytes));
  }

  private static Fields primitive(String arm, StructValue value) {
    return scalar("primitive", one(arm, value));
  }

  private static Fields scalar(String arm, Fields value) {
    return one("scalar", one(arm, value));
  }

  private static Fields one(String name, StructValue value) {
    return new Fields(Map.of(name, value));
  }
}
