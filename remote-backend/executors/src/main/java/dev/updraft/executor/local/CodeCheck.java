package dev.updraft.executor.local;

import dev.updraft.executor.plugin.LocalUris;
import dev.updraft.types.StructValue;
import dev.updraft.types.bundle.Bundle;
import dev.updraft.types.bundle.InvalidBundle;
import dev.updraft.types.wire.Malformed;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compares a task's code with its hashes on behalf of the worker: in this process, which is warm,
 * and once per file, while a fresh JVM needs 10 ms of CPU for its first hash and a second for a few
 * large jars. What is not found right here, the worker compares itself, and says what is wrong.
 */
final class CodeCheck {
  private static final int MOST_REMEMBERED = 10_000;
  private static final int BUFFER = 1 << 16;

  private final Map<Path, Seen> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Seen> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** A file as it was when it was hashed. */
  private record Seen(long size, FileTime modified, String sha256) {}

  /** Whether the bundle, the closure and every library are what the template says. */
  boolean isRight(byte[] template) {
    try {
      var custom = Wire.readTask(template).custom().values().get("updraft");
      if (!(custom instanceof StructValue.Fields(var fields)
          && fields.get("bundle") instanceof StructValue.Text(var uri)
          && fields.get("sha256") instanceof StructValue.Text(var sha256))) {
        return false;
      }
      Path file = LocalUris.path(uri);
      if (!isRight(file, sha256)) {
        return false;
      }
      Bundle bundle = Bundle.fromJson(Files.readAllBytes(file));
      for (Bundle.Library jar : bundle.jars()) {
        if (!isRight(LocalUris.path(jar.uri()), jar.sha256())) {
          return false;
        }
      }
      return isRight(LocalUris.path(bundle.closure().uri()), bundle.closure().sha256());
    } catch (IOException | InvalidBundle | Malformed e) {
      return false;
    }
  }

  private boolean isRight(Path file, String sha256) throws IOException {
    long size = Files.size(file);
    FileTime modified = Files.getLastModifiedTime(file);
    Seen known = seen.get(file);
    if (known == null || known.size() != size || !known.modified().equals(modified)) {
      known = new Seen(size, modified, hash(file));
      seen.put(file, known);
    }
    return known.sha256().equals(sha256);
  }

  private static String hash(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
