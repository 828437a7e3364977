package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructValue;
import java.util.Optional;

/**
 * An {@code Optional}: a union with NONE. What is missing is empty, and a plain value is one that
 * is present.
 */
final class OptionalForm extends Form {
  private static final LiteralType NONE = LiteralType.simple(SimpleKind.NONE);

  private final Form present;

  OptionalForm(Form present) {
    super(
        Optional.class,
        "Optional<" + Words.boxed(present.javaName()) + ">",
        LiteralType.optional(present.type()));
    this.present = present;
  }

  @Override
  boolean holdsData() {
    return present.holdsData();
  }

  @Override
  boolean holdsRecordOfData() {
    return present.holdsRecordOfData();
  }

  @Override
  Object absent(Place at) {
    return Optional.empty();
  }

  @Override
  Literal write(Object value, Place at, Transfers transfers) {
    return ((Optional<?>) value)
        .map(inner -> new Literal.Union(present.literal(inner, at, transfers), present.type()))
        .orElseGet(() -> new Literal.Union(new Literal.None(), NONE));
  }

  @Override
  Object read(Literal literal, Place at, Transfers transfers) {
    if (literal instanceof Literal.Union(Literal value, var type)) {
      return read(value, at, transfers);
    }
    return literal instanceof Literal.None()
        ? Optional.empty()
        : Optional.of(present.value(literal, at, transfers));
  }

  @Override
  StructValue write(Object value, Place at) {
    return ((Optional<?>) value)
        .map(inner -> present.component(inner, at))
        .orElseGet(StructValue.Null::new);
  }

  @Override
  Object read(StructValue component, Place at) {
    return component instanceof StructValue.Null()
        ? Optional.empty()
        : Optional.of(present.value(component, at));
  }
}
