package dev.updraft.types.bundle;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As much JSON as {@code bundle.json} needs, read strictly (RFC 8259, no name twice, a limit on
 * depth): the runner starts in tens of milliseconds because it loads no library for this. Objects
 * are maps in their order, arrays lists, numbers {@link BigDecimal}.
 */
final class Json {
  private static final int DEEPEST = 64;
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static @Nullable Object parse(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidBundle("bundle.json is not UTF-8 text.");
    }
    var json = new Json(text);
    var value = json.value(0);
    json.blanks();
    if (json.at < text.length()) {
      throw json.expected("the end");
    }
    return value;
  }

  static String write(@Nullable Object value) {
    var out = new StringBuilder();
    write(value, out);
    return out.append('\n').toString();
  }

  private @Nullable Object value(int depth) {
    blanks();
    if (depth > DEEPEST) {
      throw expected("at most " + DEEPEST + " levels");
    }
    if (at >= text.length()) {
      throw expected("a value");
    }
    return switch (text.charAt(at)) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    at++;
    blanks();
    if (taken('}')) {
      return fields;
    }
    do {
      blanks();
      int start = at;
      var name = string();
      if (fields.containsKey(name)) {
        at = start;
        throw expected("another name than \"" + name + "\", which is there already");
      }
      blanks();
      take(':');
      fields.put(name, value(depth + 1));
      blanks();
    } while (taken(','));
    take('}');
    return fields;
  }

  private List<@Nullable Object> array(int depth) {
    var items = new ArrayList<@Nullable Object>();
    at++;
    blanks();
    if (taken(']')) {
      return items;
    }
    do {
      items.add(value(depth + 1));
      blanks();
    } while (taken(','));
    take(']');
    return items;
  }

  private String string() {
    take('"');
    var out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        at--;
        throw expected("an escape instead of a control character");
      }
      out.append(c == '\\' ? escape() : c);
    }
    take('"');
    return out.toString();
  }

  private char escape() {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw expected("an escape of JSON");
    };
  }

  private char unicode() {
    if (at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }
    throw expected("four hex digits");
  }

  private BigDecimal number() {
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    var number = text.substring(start, at);
    if (number.length() > 40 || !isNumber(number)) {
      at = start;
      throw expected("a value");
    }
    return new BigDecimal(number);
  }

  /**
   * {@code -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]{1,4})?}, without the regular expression: a
   * worker reads one bundle in its life.
   */
  private static boolean isNumber(String number) {
    int whole = number.startsWith("-") ? 1 : 0;
    int next = digits(number, whole);
    boolean plain = next == whole + 1 || (next > whole && number.charAt(whole) != '0');
    if (next < number.length() && number.charAt(next) == '.') {
      int fraction = next + 1;
      next = digits(number, fraction);
      plain &= next > fraction;
    }
    if (next < number.length() && (number.charAt(next) == 'e' || number.charAt(next) == 'E')) {
      int exponent = next + 1;
      if (exponent < number.length()
          && (number.charAt(exponent) == '+' || number.charAt(exponent) == '-')) {
        exponent++;
      }
      next = digits(number, exponent);
      plain &= next > exponent && next <= exponent + 4;
    }
    return plain && next == number.length();
  }

  private static int digits(String text, int from) {
    int next = from;
    while (next < text.length() && text.charAt(next) >= '0' && text.charAt(next) <= '9') {
      next++;
    }
    return next;
  }

  private @Nullable Object word(String word, @Nullable Object meaning) {
    if (!text.startsWith(word, at)) {
      throw expected("a value");
    }
    at += word.length();
    return meaning;
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean taken(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void take(char c) {
    if (!taken(c)) {
      throw expected("'" + c + "'");
    }
  }

  private InvalidBundle expected(String what) {
    return new InvalidBundle(
        "bundle.json is not JSON: at character " + at + " expected " + what + ".");
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> fields -> {
        var separator = "{";
        for (var field : fields.entrySet()) {
          out.append(separator);
          quote(String.valueOf(field.getKey()), out);
          out.append(':');
          write(field.getValue(), out);
          separator = ",";
        }
        out.append(fields.isEmpty() ? "{}" : "}");
      }
      case List<?> items -> {
        var separator = "[";
        for (var item : items) {
          out.append(separator);
          write(item, out);
          separator = ",";
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      case Integer number -> out.append(number);
      case BigDecimal number -> out.append(number);
      case Boolean truth -> out.append(truth);
      case String text -> quote(text, out);
      default ->
          throw new IllegalArgumentException("No JSON form for " + value.getClass().getName());
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (c < ' ' || Character.isSurrogate(c)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
