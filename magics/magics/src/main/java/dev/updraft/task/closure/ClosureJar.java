package dev.updraft.task.closure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes class files as a jar whose bytes depend on nothing else: sorted entries, one fixed time,
 * stored rather than deflated (a deflater's output varies with its build).
 */
final class ClosureJar {
  /**
   * Not the first moment of 1980: for that one the JDK adds a field that depends on the time zone.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private ClosureJar() {}

  static byte[] write(Map<String, byte[]> classes) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : new TreeMap<>(classes).entrySet()) {
        zip.putNextEntry(entry(file.getKey(), file.getValue()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static ZipEntry entry(String name, byte[] content) {
    var crc = new CRC32();
    crc.update(content);
    var entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    return entry;
  }

  /**
   * Gives compiled classes the name that stood for it: the two are equally long, so the constant
   * pools keep their shape and no second run of the compiler is needed once the key is known.
   */
  static Map<String, byte[]> renamed(Map<String, byte[]> classes, String from, String to) {
    if (from.length() != to.length()) {
      throw new IllegalArgumentException(from + " and " + to + " differ in length");
    }
    var renamed = new TreeMap<String, byte[]>();
    classes.forEach((name, bytes) -> renamed.put(name.replace(from, to), replace(bytes, from, to)));
    return renamed;
  }

  private static byte[] replace(byte[] bytes, String from, String to) {
    var pattern = from.getBytes(ISO_8859_1);
    var substitute = to.getBytes(ISO_8859_1);
    var result = bytes.clone();
    for (int i = 0; i + pattern.length <= result.length; i++) {
      if (result[i] == pattern[0]
          && Arrays.equals(result, i, i + pattern.length, pattern, 0, pattern.length)) {
        System.arraycopy(substitute, 0, result, i, substitute.length);
      }
    }
    return result;
  }
}
