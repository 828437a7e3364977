package dev.updraft.types.wire;

import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructValue;
import dev.updraft.types.StructValue.Fields;
import dev.updraft.types.StructValue.Items;
import dev.updraft.types.StructValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A struct's JSON schema in its type's metadata, as flytekit 1.16 (mashumaro) writes it: readers
 * that lack the class build one from it. The schema's {@code required} is also the only place where
 * the order of the fields survives, for protobuf's maps have none.
 */
final class Schema {
  /**
   * Says that structs of this type travel as MessagePack; part of the catalog's key on a real
   * Flyte.
   */
  static final Fields CACHE_KEY_METADATA =
      fields("cache-key-metadata", fields("serialization-format", new Text("msgpack")));

  private Schema() {}

  /** A type's metadata; empty for most. */
  static Fields metadata(LiteralType type, boolean variant) {
    if (type instanceof LiteralType.Struct struct) {
      return record(struct, Optional.empty());
    } else if (type instanceof LiteralType.Sealed(String name, var cases)) {
      return sealed(name, cases);
    }
    return variant
        ? javaTag(type).map(tag -> fields(TypeForm.JAVA, new Text(tag))).orElse(fields())
        : fields();
  }

  static Optional<String> javaTag(LiteralType type) {
    if (type instanceof LiteralType.Simple(SimpleKind kind, var tag)) {
      return tag;
    } else if (type instanceof LiteralType.Collection(LiteralType element, var tag)) {
      return tag;
    }
    return type instanceof LiteralType.Sealed ? Optional.of(TypeForm.SEALED) : Optional.empty();
  }

  /** The struct that metadata and structure describe. */
  static LiteralType struct(
      Map<String, StructValue> metadata, Map<String, LiteralType> structure, String tag) {
    if (tag.equals(TypeForm.SEALED)) {
      var cases = new ArrayList<LiteralType.Struct>();
      for (String name : order(titles(metadata.get("oneOf")), structure)) {
        if (structure.get(name) instanceof LiteralType.Struct struct) {
          cases.add(struct);
        }
      }
      return new LiteralType.Sealed(text(metadata.get("description")), cases);
    }
    boolean empty = metadata.get("properties") instanceof Fields(var none) && none.isEmpty();
    if (structure.isEmpty() && !empty) {
      return new LiteralType.AnyStruct();
    }
    var fields = new ArrayList<LiteralType.Field>();
    for (String name : order(texts(metadata.get("required")), structure)) {
      fields.add(new LiteralType.Field(name, structure.getOrDefault(name, TypeForm.NONE)));
    }
    return new LiteralType.Struct(text(metadata.get("title")), fields);
  }

  /** The structure's names: first those of the schema, in its order, then the rest. */
  private static LinkedHashSet<String> order(
      List<String> named, Map<String, LiteralType> structure) {
    var names = new LinkedHashSet<>(named);
    names.addAll(structure.keySet());
    names.retainAll(structure.keySet());
    return names;
  }

  private static String text(@Nullable StructValue value) {
    return value instanceof Text(String text) ? text : "";
  }

  private static List<String> texts(@Nullable StructValue value) {
    var texts = new ArrayList<String>();
    if (value instanceof Items(var items)) {
      for (var item : items) {
        if (item instanceof Text(String text)) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  private static List<String> titles(@Nullable StructValue value) {
    var titles = new ArrayList<String>();
    if (value instanceof Items(var items)) {
      for (var item : items) {
        if (item instanceof Fields(var schema)
            && schema.get("title") instanceof Text(String title)) {
          titles.add(title);
        }
      }
    }
    return titles;
  }

  private static Fields record(LiteralType.Struct struct, Optional<String> discriminator) {
    var properties = new LinkedHashMap<String, StructValue>();
    discriminator.ifPresent(
        name -> properties.put(LiteralType.Sealed.DISCRIMINATOR, fields("const", new Text(name))));
    struct.fields().forEach(field -> properties.put(field.name(), of(field.type())));
    var required = new ArrayList<StructValue>();
    properties.keySet().forEach(name -> required.add(new Text(name)));
    var schema = new LinkedHashMap<String, StructValue>();
    schema.put("type", new Text("object"));
    schema.put("title", new Text(struct.name()));
    schema.put("properties", new Fields(properties));
    schema.put("required", new Items(required));
    schema.put("additionalProperties", new StructValue.Bool(false));
    return new Fields(schema);
  }

  /** The name is no title: flytekit takes everything with a title for a record with properties. */
  private static Fields sealed(String name, List<LiteralType.Struct> cases) {
    var schemas = new ArrayList<StructValue>();
    cases.forEach(one -> schemas.add(record(one, Optional.of(one.name()))));
    var schema = new LinkedHashMap<String, StructValue>();
    schema.put("type", new Text("object"));
    schema.put("description", new Text(name));
    schema.put("oneOf", new Items(schemas));
    schema.put(TypeForm.JAVA, new Text(TypeForm.SEALED));
    return new Fields(schema);
  }

  private static Fields of(LiteralType type) {
    return switch (type) {
      case LiteralType.Simple(SimpleKind kind, var tag) -> simple(kind, tag.orElse(""));
      case LiteralType.Enumeration(var values) ->
          fields("enum", new Items(values.stream().<StructValue>map(Text::new).toList()));
      case LiteralType.Struct struct -> record(struct, Optional.empty());
      case LiteralType.Sealed(String name, var cases) -> sealed(name, cases);
      case LiteralType.Collection(var element, var tag) -> {
        var schema = new LinkedHashMap<String, StructValue>();
        schema.put("type", new Text("array"));
        schema.put("items", of(element));
        yield new Fields(schema);
      }
      case LiteralType.MapOf(var value) -> {
        var schema = new LinkedHashMap<String, StructValue>();
        schema.put("type", new Text("object"));
        schema.put("additionalProperties", of(value));
        schema.put("propertyNames", fields("type", new Text("string")));
        yield new Fields(schema);
      }
      case LiteralType.Union(var variants) ->
          fields("anyOf", new Items(variants.stream().<StructValue>map(Schema::of).toList()));
      case LiteralType.AnyStruct _, LiteralType.Blob _, LiteralType.StructuredDataset _ ->
          fields("type", new Text("object"));
      case LiteralType.Foreign _ -> fields();
    };
  }

  private static Fields simple(SimpleKind kind, String tag) {
    return switch (kind) {
      case NONE -> fields("type", new Text("null"));
      case INTEGER -> fields("type", new Text("integer"));
      case FLOAT -> fields("type", new Text("number"));
      case STRING, ERROR -> fields("type", new Text("string"));
      case BOOLEAN -> fields("type", new Text("boolean"));
      case DATETIME -> formatted("string", tag.equals("LocalDate") ? "date" : "date-time");
      case DURATION -> formatted("number", "time-delta");
      case BINARY -> formatted("string", "base64");
    };
  }

  private static Fields formatted(String type, String format) {
    var schema = new LinkedHashMap<String, StructValue>();
    schema.put("type", new Text(type));
    schema.put("format", new Text(format));
    return new Fields(schema);
  }

  private static Fields fields() {
    return new Fields(Map.of());
  }

  private static Fields fields(String name, StructValue value) {
    return new Fields(Map.of(name, value));
  }
}
