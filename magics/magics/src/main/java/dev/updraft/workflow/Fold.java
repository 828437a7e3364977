package dev.updraft.workflow;

import com.sun.source.tree.Tree;
import java.util.Optional;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Computes with constants as the compiler would. */
final class Fold {
  private Fold() {}

  /** A value as a variable of a type holds it: an int that is given to a double is a double. */
  static Object as(Object value, TypeKind kind) {
    var given = number(value);
    if (given == null) {
      return value;
    }
    return switch (kind) {
      case BYTE -> given.byteValue();
      case SHORT -> given.shortValue();
      case INT -> given.intValue();
      case LONG -> given.longValue();
      case FLOAT -> given.floatValue();
      case DOUBLE -> given.doubleValue();
      case CHAR -> (char) given.intValue();
      default -> value;
    };
  }

  /** A value as a variable of a type holds it. */
  static Value as(Value value, TypeMirror type) {
    return value instanceof Value.Constant(var constant)
        ? new Value.Constant(as(constant, kind(type)))
        : value;
  }

  /** The primitive kind of a type, unboxed. */
  static TypeKind kind(TypeMirror type) {
    return switch (type.toString()) {
      case "java.lang.Byte" -> TypeKind.BYTE;
      case "java.lang.Short" -> TypeKind.SHORT;
      case "java.lang.Integer" -> TypeKind.INT;
      case "java.lang.Long" -> TypeKind.LONG;
      case "java.lang.Float" -> TypeKind.FLOAT;
      case "java.lang.Double" -> TypeKind.DOUBLE;
      case "java.lang.Character" -> TypeKind.CHAR;
      case "java.lang.Boolean" -> TypeKind.BOOLEAN;
      default -> type.getKind();
    };
  }

  static Optional<Object> unary(Tree.Kind operator, Object operand) {
    return switch (operator) {
      case UNARY_PLUS -> binary(Tree.Kind.PLUS, 0, operand);
      case UNARY_MINUS ->
          switch (operand) {
            case Double number -> Optional.of(-number);
            case Float number -> Optional.of(-number);
            default -> binary(Tree.Kind.MINUS, 0, operand);
          };
      case BITWISE_COMPLEMENT -> binary(Tree.Kind.XOR, -1, operand);
      case LOGICAL_COMPLEMENT ->
          operand instanceof Boolean given ? Optional.of(!given) : Optional.empty();
      default -> Optional.empty();
    };
  }

  static Optional<Object> binary(Tree.Kind operator, Object left, Object right) {
    if (operator == Tree.Kind.PLUS && (left instanceof String || right instanceof String)) {
      return Optional.of(left.toString() + right);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return logical(operator, a, b);
    }
    var x = number(left);
    var y = number(right);
    if (x == null || y == null) {
      return Optional.empty();
    }
    try {
      if (x instanceof Double || y instanceof Double) {
        return real(operator, x.doubleValue(), y.doubleValue());
      }
      if (x instanceof Float || y instanceof Float) {
        return real(operator, x.floatValue(), y.floatValue())
            .map(value -> value instanceof Double d ? (Object) (float) (double) d : value);
      }
      boolean isLong =
          isShift(operator) ? x instanceof Long : x instanceof Long || y instanceof Long;
      return whole(operator, x.longValue(), y.longValue(), isLong)
          .map(value -> value instanceof Long l && !isLong ? (Object) (int) (long) l : value);
    } catch (ArithmeticException divisionByZero) {
      return Optional.empty();
    }
  }

  private static @Nullable Number number(Object value) {
    return switch (value) {
      case Number number -> number;
      case Character character -> (int) character;
      default -> null;
    };
  }

  private static boolean isShift(Tree.Kind operator) {
    return operator == Tree.Kind.LEFT_SHIFT
        || operator == Tree.Kind.RIGHT_SHIFT
        || operator == Tree.Kind.UNSIGNED_RIGHT_SHIFT;
  }

  private static Optional<Object> logical(Tree.Kind operator, boolean a, boolean b) {
    return switch (operator) {
      case CONDITIONAL_AND, AND -> Optional.of(a && b);
      case CONDITIONAL_OR, OR -> Optional.of(a || b);
      case XOR, NOT_EQUAL_TO -> Optional.of(a != b);
      case EQUAL_TO -> Optional.of(a == b);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> real(Tree.Kind operator, double a, double b) {
    return switch (operator) {
      case PLUS -> Optional.of(a + b);
      case MINUS -> Optional.of(a - b);
      case MULTIPLY -> Optional.of(a * b);
      case DIVIDE -> Optional.of(a / b);
      case REMAINDER -> Optional.of(a % b);
      case LESS_THAN -> Optional.of(a < b);
      case LESS_THAN_EQUAL -> Optional.of(a <= b);
      case GREATER_THAN -> Optional.of(a > b);
      case GREATER_THAN_EQUAL -> Optional.of(a >= b);
      case EQUAL_TO -> Optional.of(a == b);
      case NOT_EQUAL_TO -> Optional.of(a != b);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> whole(Tree.Kind operator, long a, long b, boolean isLong) {
    return switch (operator) {
      case PLUS -> Optional.of(a + b);
      case MINUS -> Optional.of(a - b);
      case MULTIPLY -> Optional.of(a * b);
      case DIVIDE -> Optional.of(a / b);
      case REMAINDER -> Optional.of(a % b);
      case AND -> Optional.of(a & b);
      case OR -> Optional.of(a | b);
      case XOR -> Optional.of(a ^ b);
      case LEFT_SHIFT -> Optional.of(isLong ? a << b : (long) ((int) a << (int) b));
      case RIGHT_SHIFT -> Optional.of(isLong ? a >> b : (long) ((int) a >> (int) b));
      case UNSIGNED_RIGHT_SHIFT -> Optional.of(isLong ? a >>> b : (long) ((int) a >>> (int) b));
      case LESS_THAN -> Optional.of(a < b);
      case LESS_THAN_EQUAL -> Optional.of(a <= b);
      case GREATER_THAN -> Optional.of(a > b);
      case GREATER_THAN_EQUAL -> Optional.of(a >= b);
      case EQUAL_TO -> Optional.of(a == b);
      case NOT_EQUAL_TO -> Optional.of(a != b);
      default -> Optional.empty();
    };
  }
}
