package dev.updraft.service.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of an HTTP rule: segments that are said, and segments that give a field its value.
 * Flyte's rules use no wildcards (google/api/http.proto has the whole syntax).
 */
record Template(List<Segment> segments) {
  /** A part of a path between two slashes. */
  sealed interface Segment {}

  /** A word of the path. */
  record Word(String text) implements Segment {}

  /**
   * A field's value.
   *
   * @param field its path from the request, such as {@code id.project}
   */
  record Field(String field) implements Segment {}

  static Template of(String path) {
    var segments = new ArrayList<Segment>();
    for (var part : parts(path)) {
      if (part.contains("*") || part.contains("=")) {
        throw new IllegalArgumentException("Wildcards are not supported: " + path);
      }
      segments.add(
          part.startsWith("{") && part.endsWith("}")
              ? new Field(part.substring(1, part.length() - 1))
              : new Word(part));
    }
    return new Template(List.copyOf(segments));
  }

  /**
   * The fields' values, if the path is one of this rule's.
   *
   * @param path as it was sent, with its escapes
   */
  Optional<Map<String, String>> match(String path) {
    var parts = parts(path);
    if (parts.size() != segments.size()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, String>();
    for (var i = 0; i < parts.size(); i++) {
      var part = Utf8.unescaped(parts.get(i), "The path's");
      switch (segments.get(i)) {
        case Word word -> {
          if (!word.text.equals(part)) {
            return Optional.empty();
          }
        }
        case Field field -> values.put(field.field, part);
      }
    }
    return Optional.of(values);
  }

  /** How many segments are said: of two rules that fit, the one that says more is meant. */
  long words() {
    return segments.stream().filter(Word.class::isInstance).count();
  }

  List<String> fields() {
    return segments.stream()
        .filter(Field.class::isInstance)
        .map(segment -> ((Field) segment).field)
        .toList();
  }

  /** The path without the names of its fields: two of one shape are told apart by nothing. */
  String shape() {
    return toString().replaceAll("\\{[^}]*}", "{}");
  }

  /** As rules and OpenAPI write it. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var segment : segments) {
      text.append('/');
      switch (segment) {
        case Word word -> text.append(word.text);
        case Field field -> text.append('{').append(field.field).append('}');
      }
    }
    return text.toString();
  }

  private static List<String> parts(String path) {
    return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
  }
}
