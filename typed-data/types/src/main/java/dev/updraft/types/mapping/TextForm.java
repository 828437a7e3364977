package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;

/** Java types whose values are texts. */
final class TextForm extends Form {
  private final Function<String, Object> back;

  private TextForm(
      Class<?> javaClass, String name, LiteralType type, Function<String, Object> back) {
    super(javaClass, name, type);
    this.back = back;
  }

  static Form string() {
    return new TextForm(
        String.class, "String", LiteralType.simple(SimpleKind.STRING), text -> text);
  }

  static Form character() {
    return tagged(Character.class, "char", TextForm::single);
  }

  static Form decimal() {
    return tagged(BigDecimal.class, "BigDecimal", BigDecimal::new);
  }

  static Form integer() {
    return tagged(BigInteger.class, "BigInteger", BigInteger::new);
  }

  private static Form tagged(Class<?> javaClass, String name, Function<String, Object> back) {
    return new TextForm(javaClass, name, LiteralType.simple(SimpleKind.STRING, name), back);
  }

  @Override
  Literal write(Object value, Place at, Transfers transfers) {
    return new Literal.Text(text(value, at));
  }

  @Override
  Object read(Literal literal, Place at, Transfers transfers) {
    if (literal instanceof Literal.Text(String text)) {
      return back(text, at);
    }
    throw unexpected(literal, at);
  }

  @Override
  StructValue write(Object value, Place at) {
    return new StructValue.Text(text(value, at));
  }

  @Override
  Object read(StructValue component, Place at) {
    if (component instanceof StructValue.Text(String text)) {
      return back(text, at);
    }
    throw unexpected(component, at);
  }

  private static String text(Object value, Place at) {
    return checked(value.toString(), at);
  }

  /** UTF-8 has no form for half a pair: it would arrive as a question mark. */
  static String checked(String text, Place at) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new ValueRefused(
            at,
            "the text has an unpaired surrogate at index "
                + i
                + ", which no encoding can carry. Pass it as byte[].");
      }
    }
    return text;
  }

  private Object back(String text, Place at) {
    try {
      return back.apply(text);
    } catch (NumberFormatException e) {
      throw new ValueRefused(
          at, article() + " is expected, but got the string " + Words.quoted(text) + ".");
    }
  }

  private static Object single(String text) {
    if (text.length() != 1) {
      throw new NumberFormatException();
    }
    return text.charAt(0);
  }
}
