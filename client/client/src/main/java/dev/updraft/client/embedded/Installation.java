package dev.updraft.client.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The backend's jars, copied into its data folder: a daemon never runs out of a checkout's {@code
 * target}, which the next build deletes under it.
 *
 * @param lib the folder of the copied jars
 */
record Installation(Build build, Path lib) {
  private static final int KEPT = 3;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

  /**
   * The build that a folder of jars holds: what its file {@code build} says, else a hash over
   * names, sizes and times.
   */
  static Build buildOf(Path jars) {
    try {
      var said = jars.resolve("build");
      if (Files.exists(said)) {
        return new Build(Files.readString(said).strip());
      }
      var newest = Instant.EPOCH;
      var digest = MessageDigest.getInstance("SHA-256");
      for (var jar : jarsOf(jars)) {
        var modified = Files.getLastModifiedTime(jar).toInstant();
        newest = modified.isAfter(newest) ? modified : newest;
        digest.update(
            (jar.getFileName() + " " + Files.size(jar) + " " + modified.toEpochMilli() + "\n")
                .getBytes(UTF_8));
      }
      return new Build(TIME.format(newest) + "-" + HexFormat.of().formatHex(digest.digest(), 0, 6));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the backend's jars in " + jars + ".", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256; use a complete JDK 25.", e);
    }
  }

  /** Copies the jars beside and renames, so that an installation is there whole or not at all. */
  static Installation of(Home home, Path jars, Build build) {
    var target = home.installs().resolve(build.id());
    var installation = new Installation(build, target.resolve("lib"));
    if (Files.isDirectory(installation.lib)) {
      return installation;
    }
    try {
      Files.createDirectories(home.installs());
      var beside = Files.createTempDirectory(home.installs(), ".new-");
      var lib = Files.createDirectory(beside.resolve("lib"));
      for (var jar : jarsOf(jars)) {
        Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
      move(beside, target);
      return installation;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot copy the backend's jars from " + jars + " to " + target + ".", e);
    }
  }

  /** The newest of those that are there already. */
  static Optional<Installation> newest(Home home) {
    return all(home).findFirst();
  }

  /**
   * Deletes old installations, but neither the newest few nor the one that runs.
   *
   * @return the builds that are left
   */
  static List<Build> prune(Home home, Build running) {
    var left = new ArrayList<Build>();
    for (var each : all(home).toList()) {
      if (left.size() < KEPT || each.build.equals(running)) {
        left.add(each.build);
      } else {
        delete(home.installs().resolve(each.build.id()));
      }
    }
    return left;
  }

  private static Stream<Installation> all(Home home) {
    if (!Files.isDirectory(home.installs())) {
      return Stream.empty();
    }
    try (var folders = Files.list(home.installs())) {
      return folders
          .filter(folder -> Files.isDirectory(folder.resolve("lib")))
          .filter(folder -> !folder.getFileName().toString().startsWith("."))
          .map(
              folder ->
                  new Installation(
                      new Build(folder.getFileName().toString()), folder.resolve("lib")))
          .sorted((a, b) -> a.build.olderThan(b.build) ? 1 : b.build.olderThan(a.build) ? -1 : 0)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + home.installs() + ".", e);
    }
  }

  private static void move(Path beside, Path target) throws IOException {
    try {
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException _) {
      delete(beside); // another client was quicker, with the same jars
    }
  }

  private static List<Path> jarsOf(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      var jars =
          files.filter(file -> file.getFileName().toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw new IOException(
            "There is no jar in " + folder + ". Build the project, or set UPDRAFT_LIB.");
      }
      return jars;
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder + ".", e);
    }
  }
}
