package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.StructValue;
import java.util.ArrayList;
import java.util.List;

/** An enum: the constant's name. */
final class EnumForm extends Form {
  private final Class<?> javaClass;

  EnumForm(Class<?> javaClass) {
    super(javaClass, javaClass.getSimpleName(), new LiteralType.Enumeration(names(javaClass)));
    this.javaClass = javaClass;
  }

  @Override
  Literal write(Object value, Place at, Transfers transfers) {
    return new Literal.Text(((Enum<?>) value).name());
  }

  @Override
  Object read(Literal literal, Place at, Transfers transfers) {
    if (literal instanceof Literal.Text(String name)) {
      return constant(name, at);
    }
    throw unexpected(literal, at);
  }

  @Override
  StructValue write(Object value, Place at) {
    return new StructValue.Text(((Enum<?>) value).name());
  }

  @Override
  Object read(StructValue component, Place at) {
    if (component instanceof StructValue.Text(String name)) {
      return constant(name, at);
    }
    throw unexpected(component, at);
  }

  private Object constant(String name, Place at) {
    for (Object constant : javaClass.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new ValueRefused(
        at,
        article()
            + " is expected, one of "
            + String.join(", ", names(javaClass))
            + ", but got "
            + Words.quoted(name)
            + ".");
  }

  private static List<String> names(Class<?> javaClass) {
    var names = new ArrayList<String>();
    for (Object constant : javaClass.getEnumConstants()) {
      names.add(((Enum<?>) constant).name());
    }
    return names;
  }
}
