package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.StructValue;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Lists, arrays and sets: a collection, in canonical order where Java has none. */
final class ListForm extends Form {
  private final Form element;
  private final Function<Object, List<?>> elements;
  private final Function<List<Object>, Object> make;
  private final boolean sorted;

  private ListForm(
      Class<?> javaClass,
      String name,
      Form element,
      Optional<String> tag,
      Function<Object, List<?>> elements,
      Function<List<Object>, Object> make) {
    super(javaClass, name, new LiteralType.Collection(element.type(), tag));
    this.element = element;
    this.elements = elements;
    this.make = make;
    this.sorted = javaClass == Set.class;
  }

  static Form list(Form element) {
    return new ListForm(
        List.class,
        "List<" + Words.boxed(element.javaName()) + ">",
        element,
        Optional.empty(),
        value -> (List<?>) value,
        list -> list);
  }

  static Form set(Form element) {
    return new ListForm(
        Set.class,
        "Set<" + Words.boxed(element.javaName()) + ">",
        element,
        Optional.of("set"),
        value -> new ArrayList<>((Set<?>) value),
        LinkedHashSet::new);
  }

  static Form array(Class<?> component, Form element) {
    return new ListForm(
        component.arrayType(),
        element.javaName() + "[]",
        element,
        Optional.of("array"),
        ListForm::listOf,
        list -> arrayOf(component, list));
  }

  @Override
  boolean holdsData() {
    return element.holdsData();
  }

  @Override
  boolean holdsRecordOfData() {
    return element.holdsRecordOfData();
  }

  @Override
  Literal write(Object value, Place at, Transfers transfers) {
    var literals = new ArrayList<Literal>();
    int index = 0;
    for (Object one : inOrder(value, at)) {
      literals.add(element.literal(one, at.index(index++), transfers));
    }
    return new Literal.Collection(literals);
  }

  @Override
  Object read(Literal literal, Place at, Transfers transfers) {
    if (!(literal instanceof Literal.Collection(var literals))) {
      throw unexpected(literal, at);
    }
    var values = new ArrayList<>(literals.size());
    for (int i = 0; i < literals.size(); i++) {
      values.add(element.value(literals.get(i), at.index(i), transfers));
    }
    return make.apply(values);
  }

  @Override
  StructValue write(Object value, Place at) {
    var items = new ArrayList<StructValue>();
    int index = 0;
    for (Object one : inOrder(value, at)) {
      items.add(element.component(one, at.index(index++)));
    }
    return new StructValue.Items(items);
  }

  @Override
  Object read(StructValue component, Place at) {
    if (!(component instanceof StructValue.Items(var items))) {
      throw unexpected(component, at);
    }
    var values = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      values.add(element.value(items.get(i), at.index(i)));
    }
    return make.apply(values);
  }

  private List<?> inOrder(Object value, Place at) {
    var all = elements.apply(value);
    if (!sorted) {
      return all;
    }
    record Keyed(StructValue key, Object value) {}
    var keyed = new ArrayList<Keyed>();
    for (Object one : all) {
      keyed.add(new Keyed(element.component(one, at), one));
    }
    keyed.sort(Comparator.comparing(Keyed::key, CanonicalOrder::compare));
    return keyed.stream().map(Keyed::value).toList();
  }

  private static List<?> listOf(Object array) {
    var list = new ArrayList<>(Array.getLength(array));
    for (int i = 0; i < Array.getLength(array); i++) {
      list.add(Array.get(array, i));
    }
    return list;
  }

  private static Object arrayOf(Class<?> component, List<Object> values) {
    Object array = Array.newInstance(component, values.size());
    for (int i = 0; i < values.size(); i++) {
      Array.set(array, i, values.get(i));
    }
    return array;
  }
}
