package dev.updraft.types;

import dev.updraft.types.LiteralType.SimpleKind;
import java.util.stream.Collectors;

/** Types and values as a sentence has them. */
final class Words {
  private static final int LONGEST_TEXT = 40;

  private Words() {}

  static String of(LiteralType type) {
    return switch (type) {
      case LiteralType.Simple(SimpleKind kind, var tag) ->
          tag.map(Words::java).orElseGet(() -> simple(kind));
      case LiteralType.Enumeration(var values) -> "one of " + String.join(", ", values);
      case LiteralType.Struct(String name, var fields) -> "a record " + name;
      case LiteralType.Sealed(String name, var cases) -> "a " + name;
      case LiteralType.AnyStruct() -> "a struct";
      case LiteralType.Collection(var element, var tag) ->
          (tag.orElse("").equals("set") ? "a set of " : "a list of ") + plural(element);
      case LiteralType.MapOf(var value) -> "a map of " + plural(value);
      case LiteralType.Union(var variants) ->
          variants.stream().map(Words::of).collect(Collectors.joining(" or "));
      case LiteralType.Blob(String format, boolean folder) ->
          (folder ? "a folder" : "a file") + (format.isEmpty() ? "" : " of format " + format);
      case LiteralType.StructuredDataset dataset -> "a dataframe";
      case LiteralType.Foreign(String description, byte[] bytes) -> description;
    };
  }

  /** What a literal is, with the value where it is short. */
  static String of(Literal literal) {
    return switch (literal) {
      case Literal.Integer(long value) -> "the integer " + value;
      case Literal.Float(double value) -> "the float " + value;
      case Literal.Text(String value) -> "the string " + quoted(value);
      case Literal.Bool(boolean value) -> "the boolean " + value;
      case Literal.Datetime(var value) -> "the datetime " + value;
      case Literal.Span(var value) -> "the duration " + value;
      case Literal.None() -> "no value";
      case Literal.Binary(byte[] value, String tag) ->
          value.length + " bytes" + (tag.isEmpty() ? "" : " tagged " + tag);
      case Literal.Struct(var fields) -> "a struct with the fields " + fields.keySet();
      case Literal.Collection(var elements) -> "a list of " + elements.size();
      case Literal.MapOf(var entries) -> "a map of " + entries.size();
      case Literal.Union(Literal value, var type) -> of(value);
      case Literal.Blob(String uri, var type, var hash) -> "the file " + uri;
      case Literal.StructuredDataset(String uri, var type, var hash) -> "the dataframe " + uri;
      case Literal.Hashed(Literal value, String hash) -> of(value);
      case Literal.Foreign(String description, byte[] bytes) -> description;
    };
  }

  static String quoted(String text) {
    return '"'
        + (text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "..")
        + '"';
  }

  private static String simple(SimpleKind kind) {
    return switch (kind) {
      case NONE -> "no value";
      case INTEGER -> "an integer";
      case FLOAT -> "a float";
      case STRING -> "a string";
      case BOOLEAN -> "a boolean";
      case DATETIME -> "a datetime";
      case DURATION -> "a duration";
      case BINARY -> "binary";
      case ERROR -> "an error";
    };
  }

  private static String java(String tag) {
    return ("aeiou".indexOf(tag.charAt(0)) < 0 ? "a " : "an ") + tag;
  }

  private static String plural(LiteralType type) {
    return switch (type) {
      case LiteralType.Simple(SimpleKind kind, var tag)
          when tag.isEmpty() && kind.compareTo(SimpleKind.DURATION) <= 0 ->
          kind == SimpleKind.NONE ? "nothing" : of(type).replaceFirst("^an? ", "") + "s";
      case LiteralType.Simple s -> of(s).replaceFirst("^an? ", "");
      case LiteralType.Collection c -> of(c).replaceFirst("^a (list|set)", "$1s");
      case LiteralType.MapOf m -> of(m).replaceFirst("^a map", "maps");
      case LiteralType.Struct(String name, var fields) -> name;
      case LiteralType.Sealed(String name, var cases) -> name;
      case LiteralType.AnyStruct() -> "structs";
      case LiteralType.Blob b -> of(b).replaceFirst("^a (file|folder)", "$1s");
      case LiteralType.StructuredDataset d -> "dataframes";
      case LiteralType.Enumeration e -> of(e);
      case LiteralType.Union u -> of(u);
      case LiteralType.Foreign f -> f.description();
    };
  }
}
