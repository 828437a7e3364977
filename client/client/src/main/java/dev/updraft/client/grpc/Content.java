package dev.updraft.client.grpc;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes with their digests, both made in one pass. */
public sealed interface Content {
  /** In hex: the name that content has in the store. */
  String sha256();

  /** What HTTP and Flyte's upload verify. */
  byte[] md5();

  HttpRequest.BodyPublisher body();

  /** Bytes in memory. */
  static Content of(byte[] bytes) {
    return new Bytes(
        bytes,
        HexFormat.of().formatHex(digest("SHA-256").digest(bytes)),
        digest("MD5").digest(bytes));
  }

  /** A file as it is now. */
  static Content of(Path file) {
    var sha256 = digest("SHA-256");
    var md5 = digest("MD5");
    try (var in = Files.newInputStream(file)) {
      var buffer = new byte[1 << 16];
      for (int read; (read = in.read(buffer)) > 0; ) {
        sha256.update(buffer, 0, read);
        md5.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the file " + file + ".", e);
    }
    return new Stored(file, HexFormat.of().formatHex(sha256.digest()), md5.digest());
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no " + name + "; use a complete JDK 25.", e);
    }
  }

  /** Bytes in memory. */
  record Bytes(byte[] bytes, String sha256, byte[] md5) implements Content {
    @Override
    public HttpRequest.BodyPublisher body() {
      return HttpRequest.BodyPublishers.ofByteArray(bytes);
    }
  }

  /** A file on disk. */
  record Stored(Path file, String sha256, byte[] md5) implements Content {
    @Override
    public HttpRequest.BodyPublisher body() {
      try {
        return HttpRequest.BodyPublishers.ofFile(file);
      } catch (FileNotFoundException e) {
        throw new UncheckedIOException("The file " + file + " is gone.", e);
      }
    }
  }
}
