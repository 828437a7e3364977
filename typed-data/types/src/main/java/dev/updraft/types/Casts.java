package dev.updraft.types;

import dev.updraft.types.LiteralType.SimpleKind;
import java.util.List;

/**
 * When a value of one type may be given where another is declared: Flyte's rules, contract 2.5.
 * Tags do not count.
 */
public final class Casts {
  private Casts() {}

  /** Whether {@code declared} takes what is of type {@code actual}. An integer is no float. */
  public static boolean accepts(LiteralType declared, LiteralType actual) {
    if (declared instanceof LiteralType.Union(var variants)) {
      return actual instanceof LiteralType.Union(var given)
          ? given.stream().allMatch(one -> takenByOne(variants, one))
          : takenByOne(variants, actual);
    }
    return switch (actual) {
      case LiteralType.Simple(SimpleKind kind, var tag) -> acceptsSimple(declared, kind);
      case LiteralType.Enumeration(var values) ->
          isSimple(declared, SimpleKind.STRING)
              || declared instanceof LiteralType.Enumeration(var known) && known.equals(values);
      case LiteralType.Struct(String name, var fields) ->
          declared instanceof LiteralType.AnyStruct
              || declared instanceof LiteralType.Struct(String n, var wanted)
                  && fits(wanted, fields);
      case LiteralType.Sealed(String name, var cases) ->
          declared instanceof LiteralType.AnyStruct
              || declared instanceof LiteralType.Sealed(String n, var wanted)
                  && cases.stream().allMatch(one -> takenByItsCase(wanted, one));
      case LiteralType.AnyStruct() -> isStruct(declared);
      case LiteralType.Collection(var element, var tag) ->
          declared instanceof LiteralType.Collection(var wanted, var t)
              && acceptsElement(wanted, element);
      case LiteralType.MapOf(var value) ->
          declared instanceof LiteralType.MapOf(var wanted) && acceptsElement(wanted, value);
      case LiteralType.Union(var variants) -> false;
      case LiteralType.Blob(String format, boolean multipart) ->
          declared instanceof LiteralType.Blob(String wanted, boolean m)
              && (wanted.isEmpty() || format.isEmpty() || wanted.equals(format));
      case LiteralType.StructuredDataset dataset ->
          declared instanceof LiteralType.StructuredDataset wanted
              && acceptsDataset(wanted, dataset);
      case LiteralType.Foreign foreign -> foreign.equals(declared);
    };
  }

  private static boolean takenByOne(List<LiteralType> variants, LiteralType actual) {
    return variants.stream().filter(variant -> accepts(variant, actual)).count() == 1
        || variants.contains(actual);
  }

  private static boolean acceptsSimple(LiteralType declared, SimpleKind kind) {
    return isSimple(declared, kind)
        || kind == SimpleKind.STRING && declared instanceof LiteralType.Enumeration
        || kind == SimpleKind.NONE && declared instanceof LiteralType.StructuredDataset;
  }

  /** The element type of an empty list or map is NONE. */
  private static boolean acceptsElement(LiteralType declared, LiteralType actual) {
    return isSimple(actual, SimpleKind.NONE) || accepts(declared, actual);
  }

  private static boolean acceptsDataset(
      LiteralType.StructuredDataset declared, LiteralType.StructuredDataset actual) {
    boolean format =
        declared.format().isEmpty()
            || actual.format().isEmpty()
            || declared.format().equalsIgnoreCase(actual.format());
    boolean columns =
        declared.columns().isEmpty()
            || actual.columns().isEmpty()
            || declared.columns().stream()
                .allMatch(
                    column -> actual.columns().stream().anyMatch(other -> same(column, other)));
    return format && columns;
  }

  static boolean same(LiteralType.Column declared, LiteralType.Column actual) {
    return declared.name().equals(actual.name()) && accepts(declared.type(), actual.type());
  }

  /** A record takes one with the same fields; those that may be missing are optionals. */
  private static boolean fits(List<LiteralType.Field> declared, List<LiteralType.Field> actual) {
    return declared.stream()
            .allMatch(
                field ->
                    actual.stream()
                        .filter(other -> other.name().equals(field.name()))
                        .findAny()
                        .map(other -> accepts(field.type(), other.type()))
                        .orElseGet(() -> isOptional(field.type())))
        && actual.stream()
            .allMatch(
                other -> declared.stream().anyMatch(field -> field.name().equals(other.name())));
  }

  static boolean isOptional(LiteralType type) {
    return type instanceof LiteralType.Union(var variants)
        && variants.stream().anyMatch(variant -> isSimple(variant, SimpleKind.NONE));
  }

  /** Cases are told apart by their names, so only the one of the same name counts. */
  private static boolean takenByItsCase(
      List<LiteralType.Struct> declared, LiteralType.Struct actual) {
    return declared.stream()
        .filter(one -> one.name().equals(actual.name()))
        .anyMatch(one -> fits(one.fields(), actual.fields()));
  }

  private static boolean isStruct(LiteralType type) {
    return type instanceof LiteralType.Struct
        || type instanceof LiteralType.Sealed
        || type instanceof LiteralType.AnyStruct;
  }

  private static boolean isSimple(LiteralType type, SimpleKind kind) {
    return type instanceof LiteralType.Simple(SimpleKind k, var tag) && k == kind;
  }
}
