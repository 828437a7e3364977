package dev.updraft.types.mapping;

import dev.updraft.types.StructValue;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.StringJoiner;

/** Types and values as sentences have them. */
final class Words {
  private static final int LONGEST_TEXT = 40;

  private Words() {}

  /** As Java writes it, with simple names. */
  static String of(Type type) {
    if (type instanceof Class<?> plain) {
      return plain.getSimpleName();
    } else if (type instanceof ParameterizedType generic) {
      var arguments = new StringJoiner(", ", of(generic.getRawType()) + "<", ">");
      for (Type argument : generic.getActualTypeArguments()) {
        arguments.add(of(argument));
      }
      return arguments.toString();
    } else if (type instanceof GenericArrayType array) {
      return of(array.getGenericComponentType()) + "[]";
    }
    return type.getTypeName();
  }

  static String boxed(String javaName) {
    return switch (javaName) {
      case "int" -> "Integer";
      case "char" -> "Character";
      case "long", "short", "byte", "double", "float", "boolean" ->
          Character.toUpperCase(javaName.charAt(0)) + javaName.substring(1);
      default -> javaName;
    };
  }

  static String of(StructValue value) {
    return switch (value) {
      case StructValue.Null() -> "null";
      case StructValue.Bool(boolean b) -> "the boolean " + b;
      case StructValue.Whole(long w) -> "the integer " + w;
      case StructValue.Real(double r) -> "the float " + r;
      case StructValue.Text(String t) -> "the string " + quoted(t);
      case StructValue.Bytes(byte[] b) -> b.length + " bytes";
      case StructValue.Items(var items) -> "a list of " + items.size();
      case StructValue.Fields(var fields) -> "a struct with the fields " + fields.keySet();
    };
  }

  static String quoted(String text) {
    return '"'
        + (text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "..")
        + '"';
  }
}
