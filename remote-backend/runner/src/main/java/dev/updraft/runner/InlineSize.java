package dev.updraft.runner;

import dev.updraft.types.Literal;
import dev.updraft.types.StructValue;
import java.util.Map;

/**
 * About how many bytes a map of literals has on the wire, found without encoding it: a text of a
 * gigabyte must be refused before it is copied. Only what can grow is counted. No switches over
 * types: the JVM makes a class for each when it first runs, in every worker.
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

  private static long of(Literal literal) {
    if (literal instanceof Literal.Text text) {
      return text.value().length();
    } else if (literal instanceof Literal.Binary binary) {
      return binary.value().length;
    } else if (literal instanceof Literal.Struct struct) {
      return ofFields(struct.fields());
    } else if (literal instanceof Literal.Collection collection) {
      long size = 0;
      for (Literal element : collection.elements()) {
        size += 1 + of(element);
      }
      return size;
    } else if (literal instanceof Literal.MapOf map) {
      return of(map.entries());
    } else if (literal instanceof Literal.Union union) {
      return of(union.value());
    } else if (literal instanceof Literal.Hashed hashed) {
      return of(hashed.value());
    }
    return 0;
  }

  private static long ofFields(Map<String, StructValue> fields) {
    long size = 0;
    for (Map.Entry<String, StructValue> field : fields.entrySet()) {
      size += field.getKey().length() + of(field.getValue());
    }
    return size;
  }

  private static long of(StructValue value) {
    if (value instanceof StructValue.Text text) {
      return text.value().length();
    } else if (value instanceof StructValue.Bytes bytes) {
      return bytes.value().length;
    } else if (value instanceof StructValue.Items items) {
      long size = 0;
      for (StructValue item : items.values()) {
        size += 1 + of(item);
      }
      return size;
    } else if (value instanceof StructValue.Fields fields) {
      return ofFields(fields.values());
    }
    return 0;
  }
}
