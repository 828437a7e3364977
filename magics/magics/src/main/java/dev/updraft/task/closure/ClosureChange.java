package dev.updraft.task.closure;

import dev.updraft.types.bundle.Bundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What differs between two states of a task's code, in the words of the display: {@code helper
 * norm(int) changed}, {@code dflib 1.3 -> 2.0}. Empty when the code keys are equal.
 *
 * @param sentences the most telling first: members, the task itself before what it reaches, then
 *     libraries, then the rest
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

  /** Of the user's jars alone, between the bundle of an earlier execution and a capture. */
  public static ClosureChange ofLibraries(Bundle before, Closure now) {
    var sentences = new ArrayList<String>();
    libraries(State.of(before).libraries(), State.of(now).libraries(), sentences);
    return new ClosureChange(sentences);
  }

  /**
   * @param members by key, in the order in which they are told
   */
  private record State(
      Map<String, Part> members, Map<String, Version> libraries, int release, String image) {
    static State of(Closure closure) {
      var members = new LinkedHashMap<String, Part>();
      closure.members().forEach(each -> members.put(each.key(), Part.of(each)));
      return new State(members, versions(closure.libraries()), closure.release(), closure.image());
    }

    static State of(Bundle bundle) {
      var members = new LinkedHashMap<String, Part>();
      var entry = bundle.entry();
      var task = "m:" + entry.method() + "(" + String.join(",", entry.parameters()) + ")";
      var own = task.replace(entry.type() + "$", "").replace('$', '.');
      bundle.members().forEach((key, hash) -> members.put(key, Part.of(key, hash, own)));
      return new State(
          members,
          versions(
              bundle.jars().stream()
                  .map(jar -> new Library(Path.of(jar.name()), jar.sha256(), 0))
                  .toList()),
          bundle.release(),
          "");
    }

    private static Map<String, Version> versions(List<Library> libraries) {
      var versions = new LinkedHashMap<String, Version>();
      libraries.forEach(
          each ->
              versions.merge(
                  each.artifact(),
                  new Version(each.version().orElse(""), each.sha256()),
                  Version::and));
      return versions;
    }
  }

  /** A member, as people call it. */
  private record Part(String said, String hash) {
    private static final String TASK = "the task's own body";

    static Part of(ClosureMember member) {
      var kind = member.kind().equals("method") ? "helper" : member.kind();
      return new Part(member.usedBy().isEmpty() ? TASK : kind + " " + member.name(), member.hash());
    }

    /** A bundle keeps no kinds, and types by their whole names. */
    static Part of(String key, String hash, String task) {
      var name = key.substring(2).replaceAll("\\b([a-z]\\w*\\.)+(?=\\w)", "");
      var kind =
          switch (key.charAt(0)) {
            case 'm' -> "helper ";
            case 't' -> "type ";
            default -> "constant ";
          };
      return new Part(key.equals(task) ? TASK : kind + name, hash);
    }
  }

  private record Version(String version, String sha256) {
    /** Both of them lie on the class path. */
    Version and(Version other) {
      return new Version(version + " and " + other.version, sha256 + other.sha256);
    }
  }

  private static ClosureChange between(State before, State now) {
    var sentences = new ArrayList<String>();
    now.members()
        .forEach(
            (key, member) -> {
              var earlier = before.members().get(key);
              if (earlier == null) {
                sentences.add(member.said() + " is new in it");
              } else if (!earlier.hash().equals(member.hash())) {
                sentences.add(member.said() + " changed");
              }
            });
    before
        .members()
        .forEach(
            (key, member) -> {
              if (!now.members().containsKey(key)) {
                sentences.add(member.said() + " is no longer part of it");
              }
            });
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
}
