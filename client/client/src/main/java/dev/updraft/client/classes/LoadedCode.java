package dev.updraft.client.classes;

import dev.updraft.client.RemoteTask;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The code of a class as it was loaded.
 *
 * @param key of its content and of the libraries'
 * @param release the Java release that the class was compiled for
 */
record LoadedCode(String key, int release, byte[] jar, List<RemoteTask.Library> libraries) {
  private static final int KEY_LENGTH = 52;

  /** Not the first moment of 1980: for that one the JDK writes the zone into the bytes. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final long LARGEST = 256L << 20;

  /** The first class file version is Java 1.0's, 44 before the release it is named after. */
  private static final int BEFORE_JAVA_1 = 44;

  static LoadedCode of(Class<?> type, List<Path> paths) {
    try {
      var release = release(type);
      var place = place(type);
      var jar = Files.isDirectory(place) ? packed(place) : whole(place);
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(MessageDigest.getInstance("SHA-256").digest(jar));
      var libraries = new ArrayList<RemoteTask.Library>();
      for (var path : paths) {
        if (!Files.isRegularFile(path)) {
          throw new IllegalArgumentException("Not a jar: " + path.toAbsolutePath());
        }
        var sha256 = HexFormat.of().formatHex(digestOf(path));
        digest.update(sha256.getBytes(StandardCharsets.UTF_8));
        libraries.add(new RemoteTask.Library(path.toAbsolutePath(), sha256));
      }
      var key = "c1-" + HexFormat.of().formatHex(digest.digest()).substring(0, KEY_LENGTH);
      return new LoadedCode(key, release, jar, libraries);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the code of " + type.getName(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] digestOf(Path file) throws IOException, NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    try (var bytes = Files.newInputStream(file)) {
      var piece = new byte[1 << 16];
      for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
        digest.update(piece, 0, read);
      }
    }
    return digest.digest();
  }

  private static int release(Class<?> type) throws IOException {
    var name = type.getName();
    try (var bytes = type.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
      if (type.isHidden() || bytes == null) {
        throw new IllegalArgumentException(
            "%s was made at run time (a lambda, a proxy, a script), so that there is no file of it to send. Write the task as a method of an ordinary class."
                .formatted(name));
      }
      var head = new DataInputStream(bytes);
      head.skipNBytes(6);
      return head.readUnsignedShort() - BEFORE_JAVA_1;
    }
  }

  private static Path place(Class<?> type) {
    var source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw new IllegalArgumentException(
          "%s belongs to the JDK. Write a method of your own that calls it."
              .formatted(type.getName()));
    }
    try {
      var uri = source.getLocation().toURI();
      if (!"file".equals(uri.getScheme())) {
        throw new IllegalArgumentException(
            "%s was loaded from %s. A task's class lies in a jar or a folder of this machine."
                .formatted(type.getName(), uri));
      }
      return Path.of(uri);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "%s was loaded from '%s', which is no address of a jar or a folder."
              .formatted(type.getName(), source.getLocation()),
          e);
    }
  }

  private static byte[] whole(Path jar) throws IOException {
    if (Files.size(jar) > LARGEST) {
      throw tooLarge(jar);
    }
    return Files.readAllBytes(jar);
  }

  private static IllegalArgumentException tooLarge(Path place) {
    return new IllegalArgumentException(
        "%s has more than %d MB, and would travel whole. Put the task into a module of its own, and name the jars that it needs."
            .formatted(place, LARGEST >> 20));
  }

  /** The same bytes for the same files: sorted, without their times. */
  private static byte[] packed(Path folder) throws IOException {
    List<Path> files;
    try (var walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    var bytes = new ByteArrayOutputStream();
    try (var jar = new ZipOutputStream(bytes)) {
      for (var file : files) {
        var name = folder.relativize(file).toString().replace('\\', '/');
        var entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        jar.putNextEntry(entry);
        Files.copy(file, jar);
        if (bytes.size() > LARGEST) {
          throw tooLarge(folder);
        }
      }
    }
    return bytes.toByteArray();
  }
}
