package dev.updraft.types.mapping;

import dev.updraft.types.LiteralType;

/**
 * How many protobuf messages lie within one another in a type's JSON schema. Readers of protobuf
 * stop at a hundred, and a task's messages need some around the type: deeper types could be
 * declared, but never registered.
 */
final class Depth {
  static final int MOST = 80;

  private Depth() {}

  static int of(LiteralType type) {
    return switch (type) {
      case LiteralType.Struct(String name, var fields) ->
          6 + fields.stream().mapToInt(field -> of(field.type())).max().orElse(0);
      case LiteralType.Sealed(String name, var cases) ->
          5 + cases.stream().mapToInt(Depth::of).max().orElse(0);
      case LiteralType.Union(var variants) ->
          5 + variants.stream().mapToInt(Depth::of).max().orElse(0);
      case LiteralType.Collection(LiteralType element, var tag) -> 3 + of(element);
      case LiteralType.MapOf(LiteralType value) -> 3 + of(value);
      case LiteralType.Enumeration _ -> 4;
      case LiteralType.Simple _,
          LiteralType.AnyStruct _,
          LiteralType.Blob _,
          LiteralType.StructuredDataset _,
          LiteralType.Foreign _ ->
          2;
    };
  }
}
