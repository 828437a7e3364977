package dev.updraft.types.mapping;

import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.Field;
import dev.updraft.types.LiteralType.Struct;
import java.util.List;

/**
 * How many protobuf messages lie within one another in a type's JSON schema. Readers of protobuf
 * stop at a hundred, and a task's messages need some around the type: deeper types could be
 * declared, but never registered.
 */
final class Depth {
  static final int MOST = 80;

  private Depth() {}

  static int of(LiteralType type) {
    if (type instanceof LiteralType.Struct(String name, List<Field> fields)) {
      int deepest = 0;
      for (var field : fields) {
        deepest = Math.max(deepest, of(field.type()));
      }
      return 6 + deepest;
    } else if (type instanceof LiteralType.Sealed(String name, List<Struct> cases)) {
      return 5 + deepest(cases);
    } else if (type instanceof LiteralType.Union(List<LiteralType> variants)) {
      return 5 + deepest(variants);
    } else if (type instanceof LiteralType.Collection(LiteralType element, var tag)) {
      return 3 + of(element);
    } else if (type instanceof LiteralType.MapOf(LiteralType value)) {
      return 3 + of(value);
    }
    return 4;
  }

  private static int deepest(List<? extends LiteralType> types) {
    int deepest = 0;
    for (var type : types) {
      deepest = Math.max(deepest, of(type));
    }
    return deepest;
  }
}
