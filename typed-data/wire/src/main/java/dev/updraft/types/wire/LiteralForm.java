package dev.updraft.types.wire;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code flyteidl.core.Literal} and the messages around it. What holds no value that we know (an
 * error, a legacy schema, an offloaded value, an arm of a newer Flyte) stays whole as {@link
 * Literal.Foreign}.
 */
final class LiteralForm {
  private static final String NO_VALUE = "a literal without a value";

  private LiteralForm() {}

  static Map<String, Literal> readMap(In in) {
    var literals = new LinkedHashMap<String, Literal>();
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == (1 << 3 | 2)) {
        in.entry(literals, LiteralForm::read, new Literal.Foreign(NO_VALUE, new byte[0]));
      } else {
        in.skip(tag);
      }
    }
    return literals;
  }

  static void writeMap(Out out, Map<String, Literal> literals) {
    literals.forEach(
        (name, literal) ->
            out.message(
                1,
                () -> {
                  out.text(1, name);
                  out.message(2, () -> write(out, literal));
                }));
  }

  static Literal read(In in) {
    int start = in.position();
    @Nullable Literal value = null;
    String hash = "";
    String description = NO_VALUE;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> {
          value = in.<@Nullable Literal>message(ScalarForm::read);
          description = "a scalar of a kind that Updraft does not know";
        }
        case 2 << 3 | 2 -> value = new Literal.Collection(in.message(LiteralForm::readCollection));
        case 3 << 3 | 2 -> value = new Literal.MapOf(in.message(LiteralForm::readMap));
        case 4 << 3 | 2 -> hash = in.text();
        case 8 << 3 | 2 -> {
          in.skip(tag);
          value = null;
          description = "an offloaded literal";
        }
        default -> in.skip(tag);
      }
    }
    return value == null ? new Literal.Foreign(description, in.from(start)) : hashed(value, hash);
  }

  private static Literal hashed(Literal value, String hash) {
    if (hash.isEmpty()) {
      return value;
    }
    if (value instanceof Literal.Blob(String uri, var type, var none)) {
      return new Literal.Blob(uri, type, Optional.of(hash));
    } else if (value instanceof Literal.StructuredDataset(String uri, var type, var none)) {
      return new Literal.StructuredDataset(uri, type, Optional.of(hash));
    }
    return new Literal.Hashed(value, hash);
  }

  private static List<Literal> readCollection(In in) {
    var elements = new ArrayList<Literal>();
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == (1 << 3 | 2)) {
        elements.add(in.message(LiteralForm::read));
      } else {
        in.skip(tag);
      }
    }
    return elements;
  }

  static void write(Out out, Literal literal) {
    if (literal instanceof Literal.Collection(var elements)) {
      out.message(2, () -> writeCollection(out, elements));
    } else if (literal instanceof Literal.MapOf(var entries)) {
      out.message(3, () -> writeMap(out, entries));
    } else if (literal instanceof Literal.Hashed(Literal value, String hash)) {
      write(out, value);
      out.text(4, hash);
    } else if (literal instanceof Literal.Foreign(String description, byte[] bytes)) {
      out.append(bytes);
    } else {
      out.message(1, () -> ScalarForm.write(out, literal));
      out.text(4, hash(literal));
    }
  }

  private static void writeCollection(Out out, List<Literal> elements) {
    for (var element : elements) {
      out.message(1, () -> write(out, element));
    }
  }

  private static String hash(Literal scalar) {
    if (scalar instanceof Literal.Blob(String uri, var type, var hash)) {
      return hash.orElse("");
    }
    return scalar instanceof Literal.StructuredDataset(String uri, var type, var hash)
        ? hash.orElse("")
        : "";
  }

  /** {@code core.Union}: the value, and the variant's type with Flyte's tag. */
  static Literal readUnion(In in) {
    Literal value = new Literal.None();
    LiteralType type = LiteralType.simple(LiteralType.SimpleKind.NONE);
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> value = in.message(LiteralForm::read);
        case 2 << 3 | 2 -> type = in.message(TypeForm::readVariant);
        default -> in.skip(tag);
      }
    }
    return new Literal.Union(value, type);
  }

  static void writeUnion(Out out, Literal.Union union) {
    out.message(1, () -> write(out, union.value()));
    out.message(2, () -> TypeForm.writeVariant(out, union.type()));
  }
}
