package dev.updraft.types.wire;

import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;

/**
 * Flytekit's names for the kinds of a union's variants: by them Python finds the transformer.
 * Contract 6.3.
 */
final class Variants {
  private Variants() {}

  static String tag(LiteralType type) {
    if (type instanceof LiteralType.Simple(SimpleKind kind, var java)) {
      return simple(kind, java.orElse(""));
    } else if (type instanceof LiteralType.Enumeration) {
      return "DefaultEnumTransformer";
    } else if (type instanceof LiteralType.Struct) {
      return "Object-Dataclass-Transformer";
    } else if (type instanceof LiteralType.Collection) {
      return "Typed List";
    } else if (type instanceof LiteralType.Union) {
      return "Typed Union";
    } else if (type instanceof LiteralType.Blob blob) {
      return blob.multipart() ? "FlyteDirectory" : "FlyteFilePath";
    } else if (type instanceof LiteralType.StructuredDataset) {
      return "StructuredDataset Transformer";
    }
    return type instanceof LiteralType.Foreign ? "" : "Typed Dict";
  }

  private static String simple(SimpleKind kind, String java) {
    return switch (kind) {
      case NONE -> "none";
      case INTEGER -> "int";
      case FLOAT -> "float";
      case STRING -> "str";
      case BOOLEAN -> "bool";
      case DATETIME -> java.equals("LocalDate") ? "date" : "datetime";
      case DURATION -> "timedelta";
      case BINARY -> "bytes";
      case ERROR -> "error";
    };
  }
}
