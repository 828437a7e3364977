package dev.updraft.client.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

/** The end of a text file, however large it is. */
final class LogTail {
  private static final int MOST_BYTES = 256 * 1024;

  private LogTail() {}

  static List<String> lines(Path file, int count) {
    try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
      var from = Math.max(0, bytes.length() - MOST_BYTES);
      var end = new byte[(int) (bytes.length() - from)];
      bytes.seek(from);
      bytes.readFully(end);
      var lines = new String(end, UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException _) {
      return List.of(); // no log yet
    }
  }
}
