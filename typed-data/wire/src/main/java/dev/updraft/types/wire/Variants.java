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
    return switch (type) {
      case LiteralType.Simple(SimpleKind kind, var java) -> simple(kind, java.orElse(""));
      case LiteralType.Enumeration _ -> "DefaultEnumTransformer";
      case LiteralType.Struct _ -> "Object-Dataclass-Transformer";
      case LiteralType.Sealed _, LiteralType.AnyStruct _, LiteralType.MapOf _ -> "Typed Dict";
      case LiteralType.Collection _ -> "Typed List";
      case LiteralType.Union _ -> "Typed Union";
      case LiteralType.Blob(String format, boolean multipart) ->
          multipart ? "FlyteDirectory" : "FlyteFilePath";
      case LiteralType.StructuredDataset _ -> "StructuredDataset Transformer";
      case LiteralType.Foreign _ -> "";
    };
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
