package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.Sealed;
import dev.updraft.types.StructValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sealed interface of records: the case's name, then the components of the case. */
final class SealedForm extends Form {
  private final Map<String, RecordForm> cases;

  SealedForm(Class<?> javaClass, Map<String, RecordForm> cases) {
    super(
        javaClass,
        javaClass.getSimpleName(),
        new Sealed(javaClass.getSimpleName(), structs(cases)));
    this.cases = cases;
  }

  @Override
  boolean holdsData() {
    return cases.values().stream().anyMatch(Form::holdsData);
  }

  @Override
  Literal write(Object value, Place at, Transfers transfers) {
    return new Literal.Struct(fields(value, at));
  }

  @Override
  StructValue write(Object value, Place at) {
    return new StructValue.Fields(fields(value, at));
  }

  @Override
  Object read(Literal literal, Place at, Transfers transfers) {
    if (literal instanceof Literal.Struct(var fields)) {
      return value(fields, at);
    }
    throw unexpected(literal, at);
  }

  @Override
  Object read(StructValue component, Place at) {
    if (component instanceof StructValue.Fields(var fields)) {
      return value(fields, at);
    }
    throw unexpected(component, at);
  }

  private Map<String, StructValue> fields(Object value, Place at) {
    String name = value.getClass().getSimpleName();
    var form = cases.get(name);
    if (form == null) {
      throw new ValueRefused(
          at, article() + " is expected, but got a value of " + value.getClass().getName() + ".");
    }
    var fields = new LinkedHashMap<String, StructValue>();
    fields.put(Sealed.DISCRIMINATOR, new StructValue.Text(name));
    if (form.component(value, at) instanceof StructValue.Fields(var components)) {
      fields.putAll(components);
    }
    return fields;
  }

  private Object value(Map<String, StructValue> fields, Place at) {
    var form =
        fields.get(Sealed.DISCRIMINATOR) instanceof StructValue.Text(String name)
            ? cases.get(name)
            : null;
    if (form == null) {
      throw new ValueRefused(
          at, article() + " is expected, but " + ((Sealed) type()).wrongCase(fields) + ".");
    }
    var components = new LinkedHashMap<>(fields);
    components.remove(Sealed.DISCRIMINATOR);
    return form.value(new StructValue.Fields(components), at);
  }

  private static List<LiteralType.Struct> structs(Map<String, RecordForm> cases) {
    return cases.values().stream().map(form -> (LiteralType.Struct) form.type()).toList();
  }
}
