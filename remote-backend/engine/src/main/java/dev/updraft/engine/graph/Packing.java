package dev.updraft.engine.graph;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructTimes;
import dev.updraft.types.StructValue;
import dev.updraft.types.graph.Binding;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values taken out of structs, and put into them, in the forms of docs/types.md ("in a struct").
 * Without a declared type a part is taken for what it looks like.
 */
final class Packing {
  private Packing() {}

  /** A part of a value. */
  static Literal at(Literal whole, List<Binding.Step> path, Optional<LiteralType> type) {
    if (path.isEmpty()) {
      return whole;
    }
    return switch (whole) {
      case Literal.Union(var inner, _) -> at(inner, path, type);
      case Literal.Hashed(var inner, _) -> at(inner, path, type);
      case Literal.Struct(var fields) -> unpack(within(new StructValue.Fields(fields), path), type);
      case Literal.Collection _, Literal.MapOf _ ->
          at(part(whole, path.getFirst()), path.subList(1, path.size()), type);
      default -> throw new Unbound("BindingError", whole.inWords() + " has no parts.");
    };
  }

  private static Literal part(Literal whole, Binding.Step step) {
    if (whole instanceof Literal.Collection(var elements)
        && step instanceof Binding.Step.Index(int at)) {
      if (at < 0 || at >= elements.size()) {
        throw outside(at, elements.size());
      }
      return elements.get(at);
    }
    if (whole instanceof Literal.MapOf(var entries)
        && step instanceof Binding.Step.Field(var name)) {
      var found = entries.get(name);
      if (found == null) {
        throw noPart(name, entries);
      }
      return found;
    }
    throw new Unbound("BindingError", "%s has no part %s.".formatted(whole.inWords(), step));
  }

  private static StructValue within(StructValue whole, List<Binding.Step> path) {
    var value = whole;
    for (var step : path) {
      value = part(value, step);
    }
    return value;
  }

  private static StructValue part(StructValue whole, Binding.Step step) {
    if (whole instanceof StructValue.Fields(var fields)
        && step instanceof Binding.Step.Field(var name)) {
      var found = fields.get(name);
      if (found == null) {
        throw noPart(name, fields);
      }
      return found;
    }
    if (whole instanceof StructValue.Items(var items)
        && step instanceof Binding.Step.Index(int at)) {
      if (at < 0 || at >= items.size()) {
        throw outside(at, items.size());
      }
      return items.get(at);
    }
    throw new Unbound("BindingError", "a part of a record has no part " + step + ".");
  }

  private static Unbound outside(int at, int size) {
    return new Unbound(
        "IndexOutOfBounds", "element %d is asked of a list of %d.".formatted(at, size));
  }

  private static Unbound noPart(String name, Map<String, ?> parts) {
    return new Unbound(
        "BindingError", "there is no part '%s'; there is %s.".formatted(name, parts.keySet()));
  }

  /** A value as a declared type has it: optionals wrapped, records packed. */
  static Literal as(Literal value, Optional<LiteralType> type) {
    if (type.isEmpty()) {
      return value;
    }
    if (type.get() instanceof LiteralType.Union(var variants)) {
      return value instanceof Literal.Union ? value : wrapped(value, variants);
    }
    if (type.get() instanceof LiteralType.Struct(_, var fields)
        && value instanceof Literal.MapOf(var entries)) {
      var packed = new LinkedHashMap<String, StructValue>();
      for (var field : fields) {
        var entry = entries.get(field.name());
        if (entry != null) {
          packed.put(field.name(), pack(entry, field.type()));
        }
      }
      return new Literal.Struct(packed);
    }
    return value;
  }

  private static Literal wrapped(Literal value, List<LiteralType> variants) {
    var none = value instanceof Literal.None;
    return variants.stream()
        .filter(variant -> isNone(variant) == none)
        .findFirst()
        .<Literal>map(variant -> new Literal.Union(as(value, Optional.of(variant)), variant))
        .orElse(value);
  }

  private static boolean isNone(LiteralType type) {
    return type instanceof LiteralType.Simple(var kind, _) && kind == SimpleKind.NONE;
  }

  private static StructValue pack(Literal value, LiteralType type) {
    return switch (value) {
      case Literal.Integer(var v) -> new StructValue.Whole(v);
      case Literal.Float(var v) -> new StructValue.Real(v);
      case Literal.Text(var v) -> new StructValue.Text(v);
      case Literal.Bool(var v) -> new StructValue.Bool(v);
      case Literal.Datetime(var v) -> new StructValue.Text(time(v, type));
      case Literal.Span(var v) -> StructTimes.of(v);
      case Literal.None() -> new StructValue.Null();
      case Literal.Binary(var v, _) -> new StructValue.Bytes(v);
      case Literal.Struct(var fields) -> new StructValue.Fields(fields);
      case Literal.Collection(var elements) -> {
        var element =
            type instanceof LiteralType.Collection(var e, _) ? e : new LiteralType.AnyStruct();
        yield new StructValue.Items(elements.stream().map(each -> pack(each, element)).toList());
      }
      case Literal.MapOf(var entries) -> {
        var of = type instanceof LiteralType.MapOf(var v) ? v : new LiteralType.AnyStruct();
        var packed = new LinkedHashMap<String, StructValue>();
        entries.forEach((name, each) -> packed.put(name, pack(each, of)));
        yield new StructValue.Fields(packed);
      }
      case Literal.Union(var inner, var variant) -> pack(inner, variant);
      case Literal.Hashed(var inner, _) -> pack(inner, type);
      case Literal.Blob _, Literal.StructuredDataset _, Literal.Foreign _ ->
          throw new Unbound("BindingError", value.inWords() + " cannot be part of a record.");
    };
  }

  private static String time(Instant value, LiteralType type) {
    var local = LocalDateTime.ofInstant(value, ZoneOffset.UTC);
    var tag = type instanceof LiteralType.Simple(_, var t) ? t.orElse("") : "";
    return switch (tag) {
      case "LocalDate" -> local.toLocalDate().toString();
      case "LocalDateTime" -> StructTimes.text(local);
      default -> StructTimes.text(value);
    };
  }

  private static Literal unpack(StructValue value, Optional<LiteralType> type) {
    try {
      return type.map(t -> unpack(value, t)).orElseGet(() -> looks(value));
    } catch (DateTimeException e) {
      throw new Unbound("BindingError", String.valueOf(e.getMessage()));
    }
  }

  private static Literal looks(StructValue value) {
    return switch (value) {
      case StructValue.Null() -> new Literal.None();
      case StructValue.Bool(var v) -> new Literal.Bool(v);
      case StructValue.Whole(var v) -> new Literal.Integer(v);
      case StructValue.Real(var v) -> new Literal.Float(v);
      case StructValue.Text(var v) -> new Literal.Text(v);
      case StructValue.Bytes(var v) -> new Literal.Binary(v, "");
      case StructValue.Items(var items) ->
          new Literal.Collection(items.stream().map(Packing::looks).toList());
      case StructValue.Fields(var fields) -> new Literal.Struct(fields);
    };
  }

  private static Literal unpack(StructValue value, LiteralType type) {
    return switch (type) {
      case LiteralType.Union(var variants) -> {
        var none = value instanceof StructValue.Null;
        yield variants.stream()
            .filter(variant -> isNone(variant) == none)
            .findFirst()
            .<Literal>map(variant -> new Literal.Union(unpack(value, variant), variant))
            .orElseGet(() -> looks(value));
      }
      case LiteralType.Simple(var kind, _) -> simple(value, kind);
      case LiteralType.Collection(var element, _)
          when value instanceof StructValue.Items(var items) ->
          new Literal.Collection(items.stream().map(each -> unpack(each, element)).toList());
      case LiteralType.MapOf(var of) when value instanceof StructValue.Fields(var fields) -> {
        var entries = new LinkedHashMap<String, Literal>();
        fields.forEach((name, each) -> entries.put(name, unpack(each, of)));
        yield new Literal.MapOf(entries);
      }
      default -> looks(value);
    };
  }

  private static Literal simple(StructValue value, SimpleKind kind) {
    if (kind == SimpleKind.DURATION) {
      return StructTimes.duration(value)
          .<Literal>map(Literal.Span::new)
          .orElseGet(() -> looks(value));
    }
    return switch (value) {
      case StructValue.Whole(var v) when kind == SimpleKind.FLOAT -> new Literal.Float(v);
      case StructValue.Real(var v) when kind == SimpleKind.INTEGER && v == Math.rint(v) ->
          new Literal.Integer((long) v);
      case StructValue.Text(var v) when kind == SimpleKind.DATETIME ->
          new Literal.Datetime(StructTimes.moment(v));
      default -> looks(value);
    };
  }
}
