package dev.updraft.api.frames;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record as the declaration of a frame's columns. */
final class RowType<R extends Record> {
  private final Class<R> row;
  private final List<RowColumn> components;
  private final Constructor<R> constructor;

  private RowType(Class<R> row, List<RowColumn> components, Constructor<R> constructor) {
    this.row = row;
    this.components = components;
    this.constructor = constructor;
  }

  static <R extends Record> RowType<R> of(Class<R> row) {
    var components =
        Arrays.stream(row.getRecordComponents()).map(each -> RowColumn.of(row, each)).toList();
    if (components.isEmpty()) {
      throw new FrameRefused(
          "The record %s has no components, so a frame of it has no columns."
              .formatted(row.getSimpleName()));
    }
    return new RowType<>(row, components, canonical(row));
  }

  private static <R extends Record> Constructor<R> canonical(Class<R> row) {
    try {
      var constructor =
          row.getDeclaredConstructor(
              Arrays.stream(row.getRecordComponents())
                  .map(component -> component.getType())
                  .toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(
          "Every record has a canonical constructor, but not " + row, e);
    }
  }

  Class<R> row() {
    return row;
  }

  String name() {
    return row.getSimpleName();
  }

  /** The columns of rows. */
  List<FrameColumn> columns(List<R> rows) {
    return components.stream().map(component -> component.of(rows)).toList();
  }

  /** The columns that the record names, as it declares them. */
  List<FrameColumn> chosen(List<FrameColumn> columns) {
    var problems = new ArrayList<String>();
    var chosen = new ArrayList<FrameColumn>();
    for (var component : components) {
      try {
        chosen.add(component.of(find(component.name(), columns)));
      } catch (FrameRefused e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new FrameRefused(
          "The frame does not fit Frame<%s>: %s".formatted(name(), String.join(" ", problems)));
    }
    return chosen;
  }

  private FrameColumn find(String name, List<FrameColumn> columns) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new FrameRefused(missing(name, columns)));
  }

  private String missing(String name, List<FrameColumn> columns) {
    var declared = components.stream().map(RowColumn::name).toList();
    var others =
        columns.stream().map(FrameColumn::name).filter(each -> !declared.contains(each)).toList();
    return Nearest.to(name, others)
        .map(near -> "It has no column '%s'; did you mean '%s'?".formatted(name, near))
        .orElseGet(() -> "It has no column '%s', only: %s.".formatted(name, names(columns)));
  }

  private static String names(List<FrameColumn> columns) {
    return columns.stream().map(FrameColumn::name).collect(Collectors.joining(", "));
  }

  /** The row of columns that were {@linkplain #chosen chosen}. */
  R row(List<FrameColumn> columns, int at) {
    var arguments = new @Nullable Object[columns.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = components.get(i).value(columns.get(i), at);
    }
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new FrameRefused(
          "Row %,d: the constructor of the record %s refused its values: %s"
              .formatted(at, name(), e.getCause()),
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new FrameRefused(
          "The record %s cannot be made: %s".formatted(name(), e.getMessage()), e);
    }
  }
}
