package dev.updraft.task.closure;

import dev.updraft.types.bundle.Bundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What differs between two states of a task's code, in the words of the display: {@code helper norm
 * changed}, {@code dflib 1.3 -> 2.0}. Empty when the code keys are equal.
 *
 * @param sentences the most telling first: members, then libraries, then the rest
 */
public record ClosureChange(List<String> sentences) {
  public ClosureChange {
    sentences = List.copyOf(sentences);
  }

  public boolean isEmpty() {
    return sentences.isEmpty();
  }

  /** All of it in one line. */
  @Override
  public String toString() {
    return String.join(", ", sentences);
  }

  /** Between two captures in one notebook. */
  public static ClosureChange between(Closure before, Closure now) {
    return between(State.of(before), State.of(now));
  }

  /** Between the bundle of an earlier execution and a capture. */
  public static ClosureChange between(Bundle before, Closure now) {
    return between(State.of(before), State.of(now));
  }

  private record State(
      String task,
      SortedMap<String, String> members,
      Map<String, Version> libraries,
      int release,
      String image) {
    static State of(Closure closure) {
      var libraries = new LinkedHashMap<String, Version>();
      closure.libraries().forEach(each -> Version.of(each, libraries));
      return new State(
          closure.members().getFirst().key(),
          closure.memberHashes(),
          libraries,
          closure.release(),
          closure.image());
    }

    static State of(Bundle bundle) {
      var libraries = new LinkedHashMap<String, Version>();
      bundle
          .jars()
          .forEach(jar -> Version.of(new Library(Path.of(jar.name()), jar.sha256(), 0), libraries));
      var entry = bundle.entry();
      var key = "m:" + entry.method() + "(" + String.join(",", entry.parameters()) + ")";
      return new State(
          key.replace(entry.type() + "$", "").replace('$', '.'),
          bundle.members(),
          libraries,
          bundle.release(),
          "");
    }
  }

  private record Version(String version, String sha256) {
    static void of(Library library, Map<String, Version> libraries) {
      libraries.putIfAbsent(
          library.artifact(), new Version(library.version().orElse(""), library.sha256()));
    }
  }

  private static ClosureChange between(State before, State now) {
    var sentences = new ArrayList<String>();
    now.members()
        .forEach(
            (key, hash) -> {
              var earlier = before.members().get(key);
              if (earlier == null) {
                sentences.add(described(key, now.task()) + " is new");
              } else if (!earlier.equals(hash)) {
                sentences.add(described(key, now.task()) + " changed");
              }
            });
    before.members().keySet().stream()
        .filter(key -> !now.members().containsKey(key))
        .forEach(key -> sentences.add(described(key, before.task()) + " is no longer used"));
    libraries(before.libraries(), now.libraries(), sentences);
    if (before.release() != now.release()) {
      sentences.add("Java release " + before.release() + " -> " + now.release());
    }
    if (!before.image().equals(now.image())) {
      sentences.add("image " + orDefault(before.image()) + " -> " + orDefault(now.image()));
    }
    return new ClosureChange(sentences);
  }

  private static void libraries(
      Map<String, Version> before, Map<String, Version> now, List<String> sentences) {
    now.forEach(
        (name, version) -> {
          var earlier = before.get(name);
          if (earlier == null) {
            sentences.add("library " + (name + " " + version.version()).strip() + " is new");
          } else if (!earlier.version().equals(version.version())) {
            sentences.add(name + " " + earlier.version() + " -> " + version.version());
          } else if (!earlier.sha256().equals(version.sha256())) {
            sentences.add(
                "library " + (name + " " + version.version()).strip() + " has other content");
          }
        });
    before.keySet().stream()
        .filter(name -> !now.containsKey(name))
        .forEach(name -> sentences.add("library " + name + " is gone"));
    if (before.keySet().equals(now.keySet())
        && !List.copyOf(before.keySet()).equals(List.copyOf(now.keySet()))) {
      sentences.add("the libraries are in another order");
    }
  }

  private static String orDefault(String image) {
    return image.isEmpty() ? "(default)" : image;
  }

  private static String described(String key, String task) {
    var name = key.substring(2).replaceFirst("\\(.*", "");
    if (key.equals(task)) {
      return "task " + name;
    }
    return switch (key.charAt(0)) {
      case 'm' -> "helper " + name;
      case 't' -> "type " + name;
      default -> "constant " + name;
    };
  }
}
