package dev.updraft.executor.local;

import dev.updraft.model.AttemptId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A worker's files: {@code run.json} (told), {@code claim.json} (the body may have begun), {@code
 * verdict.json} (how the executor ended it), {@code out.log} (all it prints), {@code work/} (its
 * current folder, gone when it ends), {@code ended} (a kept worker goes on after the attempt). A
 * kept worker has a folder like it for each further attempt, without {@code work/}. A link named by
 * the attempt leads to it, so {@code workers/<attempt>/out.log} is that attempt's log.
 */
record WorkerFolder(Path path) {
  private static final String PREFIX = "w-";
  private static final String FURTHER = ".";

  static WorkerFolder create(Path workers, String worker) throws IOException {
    var folder = new WorkerFolder(workers.resolve(PREFIX + worker));
    Files.createDirectories(folder.work().resolve("tmp"));
    return folder;
  }

  /** Every worker's folder that there is. */
  static List<WorkerFolder> all(Path workers) throws IOException {
    List<WorkerFolder> folders = new ArrayList<>();
    try (var paths = Files.newDirectoryStream(workers, PREFIX + "*")) {
      for (Path path : paths) {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          folders.add(new WorkerFolder(path));
        }
      }
    }
    return folders;
  }

  /** The folder of the worker that has or had an attempt. */
  static Optional<WorkerFolder> of(Path workers, AttemptId attempt) {
    Path link = workers.resolve(linkName(attempt));
    return Files.isDirectory(link) ? Optional.of(new WorkerFolder(link)) : Optional.empty();
  }

  private static String linkName(AttemptId attempt) {
    return attempt.execution().project()
        + "-"
        + attempt.execution().domain()
        + "-"
        + attempt.generatedName();
  }

  /** Its worker's name, and for a kept worker's further attempts their number. */
  String name() {
    return path.getFileName().toString().substring(PREFIX.length());
  }

  /** The name of its worker. */
  String worker() {
    int further = name().indexOf(FURTHER);
    return further < 0 ? name() : name().substring(0, further);
  }

  /** The folder that its worker began with and works in. */
  WorkerFolder home() {
    return new WorkerFolder(path.resolveSibling(PREFIX + worker()));
  }

  /** For a further attempt of the worker whose home this is. */
  WorkerFolder next(int turn) throws IOException {
    var next = new WorkerFolder(path.resolveSibling(PREFIX + name() + FURTHER + turn));
    Files.createDirectories(next.path);
    return next;
  }

  /** When something happened in it last. */
  Instant lastChanged() throws IOException {
    Instant folder = Files.getLastModifiedTime(path).toInstant();
    if (Files.notExists(log())) {
      return folder;
    }
    Instant printed = Files.getLastModifiedTime(log()).toInstant();
    return printed.isAfter(folder) ? printed : folder;
  }

  Path log() {
    return path.resolve("out.log");
  }

  Path work() {
    return path.resolve("work");
  }

  Path claimFile() {
    return path.resolve("claim.json");
  }

  /** Makes this the folder of an attempt. */
  void bind(Claim claim) throws IOException {
    writeWhole("run.json", claim.toJson());
    Path link = path.resolveSibling(linkName(claim.attempt()));
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, path.getFileName());
  }

  /** What a worker JVM writes itself before the body; for one that does not know of it. */
  void claim(Claim claim) throws IOException {
    writeWhole("claim.json", claim.toJson());
  }

  Optional<Claim> told() {
    return read("run.json").map(Claim::fromJson);
  }

  Optional<Claim> claimed() {
    return read("claim.json").map(Claim::fromJson);
  }

  /** The attempt is over, whatever its worker does now. */
  void markEnded() throws IOException {
    Files.writeString(path.resolve("ended"), "");
  }

  boolean ended() {
    return Files.exists(path.resolve("ended"));
  }

  Optional<Verdict> verdict() {
    return read("verdict.json").map(Verdict::fromJson);
  }

  void writeVerdict(Verdict verdict) throws IOException {
    writeWhole("verdict.json", verdict.toJson());
  }

  /**
   * There whole or not at all: half a file, as a full disk leaves it, would stop the next start.
   */
  private void writeWhole(String name, String text) throws IOException {
    Path beside = path.resolve("." + name + ".part");
    Files.writeString(beside, text);
    Files.move(
        beside,
        path.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(path.resolve(name), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("Could not read " + path.resolve(name), e);
    }
  }

  /** The worker is gone: what only it needed goes too. */
  void tidy() throws IOException {
    delete(work());
  }

  /** All of it, with the link, unless that leads to a later worker of the same attempt by now. */
  void delete() throws IOException {
    Optional<Claim> told = told();
    if (told.isPresent()) {
      Path link = path.resolveSibling(linkName(told.get().attempt()));
      if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(path.getFileName())) {
        Files.delete(link);
      }
    }
    delete(path);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
