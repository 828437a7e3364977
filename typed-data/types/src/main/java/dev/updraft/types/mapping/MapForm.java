package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.StructValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A map with string keys, sorted by them on its way. */
final class MapForm extends Form {
  private final Form value;

  MapForm(Form value) {
    super(
        Map.class,
        "Map<String, " + Words.boxed(value.javaName()) + ">",
        new LiteralType.MapOf(value.type()));
    this.value = value;
  }

  @Override
  boolean holdsData() {
    return value.holdsData();
  }

  @Override
  boolean holdsRecordOfData() {
    return value.holdsRecordOfData();
  }

  @Override
  Literal write(Object map, Place at, Transfers transfers) {
    var literals = new LinkedHashMap<String, Literal>();
    sorted(map, at)
        .forEach((key, one) -> literals.put(key, value.literal(one, at.key(key), transfers)));
    return new Literal.MapOf(literals);
  }

  @Override
  Object read(Literal literal, Place at, Transfers transfers) {
    if (!(literal instanceof Literal.MapOf(var literals))) {
      throw unexpected(literal, at);
    }
    var map = new LinkedHashMap<String, Object>();
    literals.forEach((key, one) -> map.put(key, value.value(one, at.key(key), transfers)));
    return map;
  }

  @Override
  StructValue write(Object map, Place at) {
    var fields = new LinkedHashMap<String, StructValue>();
    sorted(map, at).forEach((key, one) -> fields.put(key, value.component(one, at.key(key))));
    return new StructValue.Fields(fields);
  }

  @Override
  Object read(StructValue component, Place at) {
    if (!(component instanceof StructValue.Fields(var fields))) {
      throw unexpected(component, at);
    }
    var map = new LinkedHashMap<String, Object>();
    fields.forEach((key, one) -> map.put(key, value.value(one, at.key(key))));
    return map;
  }

  private static Map<String, @Nullable Object> sorted(Object map, Place at) {
    var sorted = new TreeMap<String, @Nullable Object>();
    for (var entry : ((Map<?, ?>) map).entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw new ValueRefused(
            at, "a map has string keys, but this has the key " + entry.getKey() + ".");
      }
      sorted.put(TextForm.checked(key, at), entry.getValue());
    }
    return sorted;
  }
}
