package dev.updraft.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Blobs as files of one folder of this machine. A put writes beside and renames, so it survives the
 * end of the process at any line; files that were being written then stay behind as {@code .*.part}
 * and are no blobs.
 */
public final class DiskBlobs implements Blobs {
  private static final String PART = ".part";
  private final Confined names;

  /**
   * @param root made when missing; everything outside is refused
   */
  public DiskBlobs(Path root) {
    try {
      this.names = new Confined(root);
    } catch (IOException e) {
      throw new StoreUnavailable("use", root.toString(), e);
    }
  }

  @Override
  public String root() {
    return names.rootUri();
  }

  @Override
  public long put(String uri, InputStream bytes) {
    var target = names.path(uri);
    try {
      return write(target, bytes);
    } catch (IOException e) {
      throw new StoreUnavailable("store", uri, e);
    }
  }

  @Override
  public void putFrom(String uri, Path source) {
    var target = names.path(uri);
    try {
      if (Files.isRegularFile(source)) {
        copy(source, target);
        return;
      }
      for (var file : filesBelow(source)) {
        copy(file.path(), target.resolve(source.relativize(file.path()).toString()));
      }
    } catch (IOException e) {
      throw new StoreUnavailable("store", uri, e);
    }
  }

  @Override
  public InputStream open(String uri) {
    var path = existingFile(uri);
    try {
      return Files.newInputStream(path);
    } catch (NoSuchFileException _) {
      throw new BlobNotFound(uri);
    } catch (IOException e) {
      throw new StoreUnavailable("open", uri, e);
    }
  }

  @Override
  public byte[] read(String uri) {
    var path = existingFile(uri);
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException _) {
      throw new BlobNotFound(uri);
    } catch (IOException e) {
      throw new StoreUnavailable("read", uri, e);
    }
  }

  @Override
  public Optional<Blob> find(String uri) {
    var path = names.path(uri);
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile() ? Optional.of(blob(path, attributes)) : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreUnavailable("look at", uri, e);
    }
  }

  @Override
  public boolean exists(String uri) {
    return Files.isRegularFile(names.path(uri)) || !list(uri).isEmpty();
  }

  @Override
  public List<Blob> list(String folder) {
    var path =
        folder.equals(root()) ? Path.of(folder.substring("file://".length())) : names.path(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try {
      return filesBelow(path).stream()
          .map(f -> blob(f.path(), f.attributes()))
          .sorted(Comparator.comparing(Blob::uri))
          .toList();
    } catch (IOException e) {
      throw new StoreUnavailable("list", folder, e);
    }
  }

  @Override
  public void delete(String uri) {
    var path = names.path(uri);
    try {
      Files.walkFileTree(path, new DeleteAll());
    } catch (NoSuchFileException _) {
      return;
    } catch (IOException e) {
      throw new StoreUnavailable("delete", uri, e);
    }
  }

  @Override
  public Path local(String uri, Path copy) {
    var path = names.path(uri);
    if (!Files.exists(path)) {
      throw new BlobNotFound(uri);
    }
    return path;
  }

  private Path existingFile(String uri) {
    var path = names.path(uri);
    if (!Files.isRegularFile(path)) {
      throw new BlobNotFound(uri);
    }
    return path;
  }

  private Blob blob(Path path, BasicFileAttributes attributes) {
    return new Blob(names.uri(path), attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  private static void copy(Path source, Path target) throws IOException {
    try (var bytes = Files.newInputStream(source)) {
      write(target, bytes);
    }
  }

  private static long write(Path target, InputStream bytes) throws IOException {
    var folder = target.getParent();
    if (folder == null) {
      throw new NoSuchFileException(target.toString());
    }
    Files.createDirectories(folder);
    var part = Files.createTempFile(folder, ".", PART);
    try {
      var size = Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      return size;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static List<Found> filesBelow(Path folder) throws IOException {
    var found = new ArrayList<Found>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isPart(file)) {
              found.add(new Found(file, attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException && !file.equals(folder)) {
              return FileVisitResult.CONTINUE; // deleted while we walked
            }
            throw e;
          }
        });
    return found;
  }

  private static boolean isPart(Path file) {
    var name = String.valueOf(file.getFileName());
    return name.startsWith(".") && name.endsWith(PART);
  }

  private record Found(Path path, BasicFileAttributes attributes) {}

  /** Children first; links are removed, never followed. */
  private static final class DeleteAll extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
