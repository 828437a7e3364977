package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructValue;
import java.util.Base64;

/** Bytes as they are. */
final class BytesForm extends Form {
  BytesForm() {
    super(byte[].class, "byte[]", LiteralType.simple(SimpleKind.BINARY));
  }

  @Override
  Literal write(Object value, Place at, Transfers transfers) {
    return new Literal.Binary(((byte[]) value).clone(), "");
  }

  @Override
  Object read(Literal literal, Place at, Transfers transfers) {
    if (literal instanceof Literal.Binary(byte[] bytes, String tag) && tag.isEmpty()) {
      return bytes.clone();
    }
    throw unexpected(literal, at);
  }

  @Override
  StructValue write(Object value, Place at) {
    return new StructValue.Bytes(((byte[]) value).clone());
  }

  /** JSON has no bytes: there they come in base64. */
  @Override
  Object read(StructValue component, Place at) {
    try {
      return switch (component) {
        case StructValue.Bytes(byte[] bytes) -> bytes.clone();
        case StructValue.Text(String base64) -> Base64.getDecoder().decode(base64);
        default -> throw unexpected(component, at);
      };
    } catch (IllegalArgumentException e) {
      throw unexpected(component, at);
    }
  }
}
