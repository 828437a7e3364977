package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.StructValue;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one Java type travel: as a literal, and as a component of a record. One
 * subclass per family of types; the checks that all share are here.
 */
abstract class Form {
  /** What the value's class must be. */
  private final Class<?> javaClass;

  /** As Java writes it. */
  private final String javaName;

  private final LiteralType type;

  Form(Class<?> javaClass, String javaName, LiteralType type) {
    this.javaClass = javaClass;
    this.javaName = javaName;
    this.type = type;
  }

  final LiteralType type() {
    return type;
  }

  final String javaName() {
    return javaName;
  }

  /** Whether values of this type lie in a store, beside the literal. */
  boolean holdsData() {
    return false;
  }

  /**
   * Whether a record that holds data lies in it. Data by itself, in lists, maps and optionals is
   * fine.
   */
  boolean holdsRecordOfData() {
    return false;
  }

  final Literal literal(@Nullable Object value, Place at, Transfers transfers) {
    return write(present(value, at), at, transfers);
  }

  final Object value(@Nullable Literal literal, Place at, Transfers transfers) {
    if (literal == null) {
      return absent(at);
    }
    return literal instanceof Literal.Hashed(Literal plain, String hash)
        ? value(plain, at, transfers)
        : read(literal, at, transfers);
  }

  final StructValue component(@Nullable Object value, Place at) {
    return write(present(value, at), at);
  }

  final Object value(@Nullable StructValue component, Place at) {
    return component == null ? absent(at) : read(component, at);
  }

  abstract Literal write(Object value, Place at, Transfers transfers);

  abstract Object read(Literal literal, Place at, Transfers transfers);

  abstract StructValue write(Object value, Place at);

  abstract Object read(StructValue component, Place at);

  /** What an input, output or component that is not there stands for. */
  Object absent(Place at) {
    throw new ValueRefused(at, "it is missing, but " + article() + " is expected.");
  }

  final ValueRefused unexpected(Literal literal, Place at) {
    return new ValueRefused(at, article() + " is expected, but got " + literal.inWords() + ".");
  }

  final ValueRefused unexpected(StructValue component, Place at) {
    return new ValueRefused(at, article() + " is expected, but got " + Words.of(component) + ".");
  }

  final String article() {
    return ("AEIOUaeiou".indexOf(javaName.charAt(0)) < 0 ? "a " : "an ") + javaName;
  }

  private Object present(@Nullable Object value, Place at) {
    if (value == null) {
      throw new ValueRefused(
          at,
          this instanceof OptionalForm
              ? "null cannot travel. Pass Optional.empty()."
              : "null cannot travel. Pass "
                  + article()
                  + ", or declare it as Optional<"
                  + Words.boxed(javaName)
                  + ">.");
    }
    if (!javaClass.isInstance(value)) {
      throw new ValueRefused(
          at, article() + " is expected, but got a value of " + value.getClass().getName() + ".");
    }
    return value;
  }
}
