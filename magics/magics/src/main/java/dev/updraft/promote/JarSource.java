package dev.updraft.promote;

import java.util.List;

/** Where jars come from that a notebook names by their coordinates. */
public interface JarSource {
  /**
   * The jars of a coordinate with all that it needs at run time, in the order in which the kernel
   * puts them on its class path.
   *
   * @param coordinate as {@code %maven} takes it
   * @param repositories beside Maven Central, in the order in which they were added
   * @throws NotebookRefused when it cannot be had; the message is one sentence
   */
  List<UserJar> jars(String coordinate, List<Repository> repositories);

  /** A repository that a cell has added. */
  record Repository(String id, String url) {}
}
