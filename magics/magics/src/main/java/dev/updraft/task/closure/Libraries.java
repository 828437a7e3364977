package dev.updraft.task.closure;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hashes jars by content, and reads one again only when its time or size has changed. */
final class Libraries {
  private final Map<Path, Hashed> known = new ConcurrentHashMap<>();

  private record Hashed(FileTime modified, Library library) {}

  /** The jars in their order, each content once. */
  List<Library> of(List<Path> jars) {
    var byHash = new LinkedHashMap<String, Library>();
    for (var jar : jars) {
      var library = of(jar);
      byHash.putIfAbsent(library.sha256(), library);
    }
    return List.copyOf(byHash.values());
  }

  private Library of(Path jar) {
    try {
      var modified = Files.getLastModifiedTime(jar);
      long size = Files.size(jar);
      var hashed = known.get(jar);
      if (hashed == null
          || !hashed.modified().equals(modified)
          || hashed.library().size() != size) {
        hashed = new Hashed(modified, new Library(jar, sha256(jar), size));
        known.put(jar, hashed);
      }
      return hashed.library();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read " + jar + ", which is on the notebook's class path", e);
    }
  }

  private static String sha256(Path jar) throws IOException {
    var digest = CodeKey.sha256();
    try (var in = new DigestInputStream(Files.newInputStream(jar), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Two versions of one library: the one that comes first hides parts of the other. */
  static List<String> clashes(List<Library> libraries) {
    var byArtifact = new LinkedHashMap<String, List<Library>>();
    libraries.forEach(
        each -> byArtifact.computeIfAbsent(each.artifact(), name -> new ArrayList<>()).add(each));
    return byArtifact.values().stream()
        .filter(same -> same.size() > 1)
        .map(
            same ->
                "The class path holds "
                    + same.size()
                    + " versions of "
                    + same.getFirst().artifact()
                    + ": "
                    + String.join(
                        ", ",
                        same.stream().map(each -> each.version().orElse("(no version)")).toList())
                    + ". Classes come from the first that has them; restart the kernel and load one version only.")
        .toList();
  }
}
