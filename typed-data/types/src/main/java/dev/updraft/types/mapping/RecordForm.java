package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.StructValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A record: its components by name, made again by its canonical constructor. */
final class RecordForm extends Form {
  private final List<Component> components;
  private final Constructor<?> constructor;

  /** One component of the record. */
  record Component(String name, Form form, Method accessor) {}

  RecordForm(Class<?> javaClass, String javaName, List<Component> components) {
    super(
        javaClass, javaName, new LiteralType.Struct(javaClass.getSimpleName(), fields(components)));
    this.components = List.copyOf(components);
    this.constructor = canonical(javaClass);
    components.forEach(component -> component.accessor().setAccessible(true));
  }

  List<Component> components() {
    return components;
  }

  @Override
  boolean holdsData() {
    for (var component : components) {
      if (component.form().holdsData()) {
        return true;
      }
    }
    return false;
  }

  @Override
  boolean holdsRecordOfData() {
    return holdsData();
  }

  @Override
  Literal write(Object value, Place at, Transfers transfers) {
    return new Literal.Struct(fieldsOf(value, at));
  }

  @Override
  StructValue write(Object value, Place at) {
    return new StructValue.Fields(fieldsOf(value, at));
  }

  @Override
  Object read(Literal literal, Place at, Transfers transfers) {
    if (literal instanceof Literal.Struct(var fields)) {
      return ofFields(fields, at);
    }
    throw unexpected(literal, at);
  }

  @Override
  Object read(StructValue component, Place at) {
    if (component instanceof StructValue.Fields(var fields)) {
      return ofFields(fields, at);
    }
    throw unexpected(component, at);
  }

  private Map<String, StructValue> fieldsOf(Object value, Place at) {
    var fields = new LinkedHashMap<String, StructValue>();
    for (var component : components) {
      var place = at.component(component.name());
      fields.put(component.name(), component.form().component(get(value, component, place), place));
    }
    return fields;
  }

  private Object ofFields(Map<String, StructValue> fields, Place at) {
    for (String name : fields.keySet()) {
      if (components.stream().noneMatch(component -> component.name().equals(name))) {
        throw new ValueRefused(
            at,
            "the record "
                + javaName()
                + " has no component '"
                + name
                + "', only "
                + String.join(", ", components.stream().map(Component::name).toList())
                + ".");
      }
    }
    return make(
        at, (component, place) -> component.form().value(fields.get(component.name()), place));
  }

  /** A record whose components come from {@code value}. */
  Object make(Place at, BiFunction<Component, Place, Object> value) {
    var arguments = new Object[components.size()];
    for (int i = 0; i < arguments.length; i++) {
      var component = components.get(i);
      arguments[i] = value.apply(component, at.component(component.name()));
    }
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new ValueRefused(
          at,
          "the constructor of the record "
              + javaName()
              + " refused the components that arrived: "
              + e.getCause(),
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new ValueRefused(
          at, "the record " + javaName() + " cannot be made: " + e.getMessage(), e);
    }
  }

  /** What the accessor says. */
  static @Nullable Object get(Object value, Component component, Place at) {
    try {
      return component.accessor().invoke(value);
    } catch (InvocationTargetException e) {
      throw new ValueRefused(at, "its accessor threw " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new ValueRefused(at, "it cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<LiteralType.Field> fields(List<Component> components) {
    return components.stream()
        .map(component -> new LiteralType.Field(component.name(), component.form().type()))
        .toList();
  }

  private static Constructor<?> canonical(Class<?> javaClass) {
    var components = javaClass.getRecordComponents();
    var types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      var constructor = javaClass.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(
          "Every record has a canonical constructor, but not " + javaClass, e);
    }
  }
}
