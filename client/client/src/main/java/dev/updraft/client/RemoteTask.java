package dev.updraft.client;

import dev.updraft.client.model.TaskOptions;
import dev.updraft.types.bundle.Bundle;
import dev.updraft.types.bundle.EntryPoint;
import dev.updraft.types.mapping.TaskMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A task that can be called remotely.
 *
 * @param description shown to people; may be empty
 * @param mapping its types, as the live notebook knows them
 */
public record RemoteTask(
    String name, String description, TaskMapping mapping, TaskOptions options, Code code) {

  /**
   * What travels.
   *
   * @param key the code key
   * @param jar the closure's bytes
   * @param libraries the user's jars in class path order
   * @param members a hash for each member of the closure
   */
  public record Code(
      String key,
      EntryPoint entry,
      int release,
      byte[] jar,
      List<Library> libraries,
      List<Bundle.Segment> segments,
      SortedMap<String, String> members) {
    public Code {
      libraries = List.copyOf(libraries);
      segments = List.copyOf(segments);
      members = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }
  }

  /** A jar of the user's, with the SHA-256 of its content in hex. */
  public record Library(Path path, String sha256) {}
}
