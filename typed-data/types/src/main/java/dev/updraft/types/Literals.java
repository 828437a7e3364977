package dev.updraft.types;

import dev.updraft.types.LiteralType.SimpleKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a literal says about its own type, and whether a declared type takes it. */
public final class Literals {
  private static final LiteralType NONE = LiteralType.simple(SimpleKind.NONE);

  private Literals() {}

  /**
   * The type that a literal shows by itself. An empty list is one of NONE; lists of several types
   * are unions'.
   */
  public static LiteralType typeOf(Literal literal) {
    return switch (literal) {
      case Literal.Integer _ -> LiteralType.simple(SimpleKind.INTEGER);
      case Literal.Float _ -> LiteralType.simple(SimpleKind.FLOAT);
      case Literal.Text _ -> LiteralType.simple(SimpleKind.STRING);
      case Literal.Bool _ -> LiteralType.simple(SimpleKind.BOOLEAN);
      case Literal.Datetime _ -> LiteralType.simple(SimpleKind.DATETIME);
      case Literal.Span _ -> LiteralType.simple(SimpleKind.DURATION);
      case Literal.None() -> NONE;
      case Literal.Binary _ -> LiteralType.simple(SimpleKind.BINARY);
      case Literal.Struct _ -> new LiteralType.AnyStruct();
      case Literal.Collection(var elements) ->
          new LiteralType.Collection(elementType(elements), Optional.empty());
      case Literal.MapOf(var entries) -> new LiteralType.MapOf(elementType(entries.values()));
      case Literal.Union(Literal value, LiteralType type) -> type;
      case Literal.Blob blob -> blob.type();
      case Literal.StructuredDataset dataset -> dataset.type();
      case Literal.Hashed(Literal value, String hash) -> typeOf(value);
      case Literal.Foreign(String description, byte[] bytes) ->
          new LiteralType.Foreign(description, bytes);
    };
  }

  private static LiteralType elementType(java.util.Collection<Literal> elements) {
    List<LiteralType> types = elements.stream().map(Literals::typeOf).distinct().toList();
    return switch (types.size()) {
      case 0 -> NONE;
      case 1 -> types.getFirst();
      default -> new LiteralType.Union(types);
    };
  }

  /**
   * Why {@code type} does not take {@code literal}; empty when it does. Made for the end of a
   * sentence that names the input: {@code is an integer, but got the string "12k"}. Looks into
   * lists and maps, and at the fields of structs; of a type that we do not know it takes
   * everything.
   */
  public static Optional<String> mismatch(Literal literal, LiteralType type) {
    return switch (type) {
      case LiteralType.Collection(var element, var tag)
          when literal instanceof Literal.Collection(var elements) ->
          first(elements, element);
      case LiteralType.MapOf(var value) when literal instanceof Literal.MapOf(var entries) ->
          first(entries, value);
      case LiteralType.Union(var variants) -> {
        var plain =
            literal instanceof Literal.Union(Literal value, LiteralType as) ? value : literal;
        yield variants.stream().anyMatch(variant -> mismatch(plain, variant).isEmpty())
            ? Optional.empty()
            : wrong(type, literal);
      }
      case LiteralType.Enumeration(var values) when literal instanceof Literal.Text(String text) ->
          values.contains(text) ? Optional.empty() : wrong(type, literal);
      case LiteralType.Struct(String name, var fields)
          when literal instanceof Literal.Struct(var given) ->
          fields(type, fields, given);
      case LiteralType.Sealed sealed when literal instanceof Literal.Struct(var given) ->
          sealed(sealed, given);
      case LiteralType.AnyStruct()
          when literal instanceof Literal.Binary(byte[] value, String tag)
              && tag.equals("msgpack") ->
          Optional.empty();
      case LiteralType.StructuredDataset declared
          when literal instanceof Literal.StructuredDataset dataset
              && missing(declared, dataset.type()) instanceof LiteralType.Column column ->
          Optional.of(lacks(column, dataset.type()));
      case LiteralType.Foreign _ -> Optional.empty();
      default ->
          literal instanceof Literal.Hashed(Literal value, String hash)
              ? mismatch(value, type)
              : Casts.accepts(type, typeOf(literal)) ? Optional.empty() : wrong(type, literal);
    };
  }

  private static Optional<String> first(List<Literal> elements, LiteralType type) {
    for (int i = 0; i < elements.size(); i++) {
      var problem = mismatch(elements.get(i), type);
      if (problem.isPresent()) {
        return Optional.of("[" + i + "] " + problem.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> first(Map<String, Literal> entries, LiteralType type) {
    for (var entry : entries.entrySet()) {
      var problem = mismatch(entry.getValue(), type);
      if (problem.isPresent()) {
        return Optional.of("[" + Words.quoted(entry.getKey()) + "] " + problem.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fields(
      LiteralType type, List<LiteralType.Field> declared, Map<String, StructValue> given) {
    for (var field : declared) {
      if (!given.containsKey(field.name()) && !Casts.isOptional(field.type())) {
        return Optional.of(
            "is " + type.inWords() + ", but its field '" + field.name() + "' is missing");
      }
    }
    var names = declared.stream().map(LiteralType.Field::name).toList();
    return given.keySet().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .map(
            name ->
                "is "
                    + type.inWords()
                    + ", which has no field '"
                    + name
                    + "' (only "
                    + String.join(", ", names)
                    + ")");
  }

  /** That the value says which case it is, and has that case's fields. */
  private static Optional<String> sealed(LiteralType.Sealed type, Map<String, StructValue> given) {
    var wanted =
        given.get(LiteralType.Sealed.DISCRIMINATOR) instanceof StructValue.Text(String name)
            ? type.cases().stream().filter(one -> one.name().equals(name)).findFirst()
            : Optional.<LiteralType.Struct>empty();
    if (wanted.isEmpty()) {
      return Optional.of("is " + type.inWords() + ", but " + type.wrongCase(given));
    }
    var components = new LinkedHashMap<>(given);
    components.remove(LiteralType.Sealed.DISCRIMINATOR);
    return fields(wanted.get(), wanted.get().fields(), components);
  }

  /** The first declared column that a dataframe, if it says which it has, has not. */
  private static LiteralType.@Nullable Column missing(
      LiteralType.StructuredDataset declared, LiteralType.StructuredDataset actual) {
    return actual.columns().isEmpty()
        ? null
        : declared.columns().stream()
            .filter(column -> actual.columns().stream().noneMatch(one -> Casts.same(column, one)))
            .findFirst()
            .orElse(null);
  }

  private static String lacks(LiteralType.Column column, LiteralType.StructuredDataset actual) {
    var found =
        actual.columns().stream().filter(one -> one.name().equals(column.name())).findFirst();
    var names = actual.columns().stream().map(LiteralType.Column::name).toList();
    var what = "is a dataframe with the column '" + column.name() + "', ";
    return found.isPresent()
        ? what + column.type().inWords() + ", but there it is " + found.get().type().inWords()
        : what
            + "which this one has not. "
            + Nearest.hint(column.name(), names)
            + "It has: "
            + String.join(", ", names);
  }

  private static Optional<String> wrong(LiteralType type, Literal literal) {
    return Optional.of("is " + type.inWords() + ", but got " + literal.inWords());
  }

  /**
   * The addresses of the files and dataframes that a literal holds. For a path without a scheme, as
   * flytekit writes it for a local store, it is the uri of the file.
   */
  public static Stream<String> uris(Literal literal) {
    return switch (literal) {
      case Literal.Blob blob -> Stream.of(uri(blob.uri()));
      case Literal.StructuredDataset dataset -> Stream.of(uri(dataset.uri()));
      case Literal.Collection list -> list.elements().stream().flatMap(Literals::uris);
      case Literal.MapOf map -> map.entries().values().stream().flatMap(Literals::uris);
      case Literal.Union union -> uris(union.value());
      case Literal.Hashed hashed -> uris(hashed.value());
      case Literal.Integer _,
          Literal.Float _,
          Literal.Text _,
          Literal.Bool _,
          Literal.Datetime _,
          Literal.Span _,
          Literal.None _,
          Literal.Binary _,
          Literal.Struct _,
          Literal.Foreign _ ->
          Stream.empty();
    };
  }

  private static String uri(String address) {
    return address.startsWith("/") ? "file://" + address : address;
  }
}
