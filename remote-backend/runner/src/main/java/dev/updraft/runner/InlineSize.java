package dev.updraft.runner;

import dev.updraft.types.Literal;
import dev.updraft.types.StructValue;
import java.util.Map;

/**
 * About how many bytes a map of literals has on the wire, found without encoding it: a text of a
 * gigabyte must be refused before it is copied.
 */
final class InlineSize {
  private InlineSize() {}

  static long of(Map<String, Literal> literals) {
    long size = 0;
    for (Map.Entry<String, Literal> entry : literals.entrySet()) {
      size += entry.getKey().length() + of(entry.getValue());
    }
    return size;
  }

  static long of(Literal literal) {
    return switch (literal) {
      case Literal.Text text -> text.value().length();
      case Literal.Binary binary -> binary.value().length;
      case Literal.Struct struct -> ofFields(struct.fields());
      case Literal.Collection collection -> {
        long size = 0;
        for (Literal element : collection.elements()) {
          size += of(element);
        }
        yield size;
      }
      case Literal.MapOf map -> of(map.entries());
      case Literal.Union union -> of(union.value());
      case Literal.Hashed hashed -> of(hashed.value());
      case Literal.Foreign foreign -> foreign.bytes().length;
      case Literal.Integer _,
          Literal.Float _,
          Literal.Bool _,
          Literal.Datetime _,
          Literal.Span _,
          Literal.None _,
          Literal.Blob _,
          Literal.StructuredDataset _ ->
          8;
    };
  }

  private static long ofFields(Map<String, StructValue> fields) {
    long size = 0;
    for (Map.Entry<String, StructValue> field : fields.entrySet()) {
      size += field.getKey().length() + of(field.getValue());
    }
    return size;
  }

  private static long of(StructValue value) {
    return switch (value) {
      case StructValue.Text text -> text.value().length();
      case StructValue.Bytes bytes -> bytes.value().length;
      case StructValue.Items items -> {
        long size = 0;
        for (StructValue item : items.values()) {
          size += of(item);
        }
        yield size;
      }
      case StructValue.Fields fields -> ofFields(fields.values());
      case StructValue.Null _, StructValue.Bool _, StructValue.Whole _, StructValue.Real _ -> 8;
    };
  }
}
