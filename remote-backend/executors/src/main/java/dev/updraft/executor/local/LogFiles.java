package dev.updraft.executor.local;

import dev.updraft.model.AttemptId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The logs of attempts: all that an attempt and its children printed, in order. Of a log beyond the
 * limit it was written with the first part and the last are kept; what lies between is passed over
 * and counted. Calls may block on the disk; any thread.
 *
 * @param workers the folder of the workers' folders
 */
public record LogFiles(Path workers) {
  private static final int BLOCK = 64 << 10;

  /**
   * A piece of a log.
   *
   * @param text whole characters
   * @param next where to go on reading; equal to what was asked for when there is nothing new
   * @param leftOut bytes that were dropped for good between the offset asked for and the text
   */
  public record Piece(String text, long next, long leftOut) {}

  /**
   * The end of a log.
   *
   * @param lines the last lines, without line ends
   * @param leftOut bytes of the log that come before them
   * @param next the offset at which to go on reading
   */
  public record Tail(List<String> lines, long leftOut, long next) {}

  /**
   * Reads at most {@code most} bytes from an offset, 0 being the beginning; empty when there is no
   * such log.
   */
  public Optional<Piece> read(AttemptId attempt, long offset, int most) {
    return open(attempt, (log, kept) -> piece(log, kept, offset, most));
  }

  /** The last lines; empty when there is no such log. */
  public Optional<Tail> tail(AttemptId attempt, int lines) {
    return tail(attempt, lines, Integer.MAX_VALUE);
  }

  /** The last lines, but at most so many bytes, be it within a line; empty as above. */
  public Optional<Tail> tail(AttemptId attempt, int lines, int most) {
    return open(attempt, (log, kept) -> tail(log, Math.min(most, kept.last()), lines));
  }

  /** The last lines of a log by its path; none when there is none. */
  static List<String> lastLines(Path log, LogLimit kept, int lines) {
    try (var channel = FileChannel.open(log)) {
      return tail(channel, kept.last(), lines).lines();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Piece piece(FileChannel log, LogLimit kept, long offset, int most)
      throws IOException {
    long size = log.size();
    long from = Math.min(Math.max(0, offset), size);
    long gapEnd = size - kept.last();
    long leftOut = 0;
    long end = size;
    if (gapEnd > kept.first()) {
      if (from < kept.first()) {
        end = kept.first();
      } else if (from < gapEnd) {
        leftOut = gapEnd - from;
        from = gapEnd;
      }
    }
    byte[] bytes = bytes(log, from, (int) Math.min(most, end - from));
    int whole = wholeCharacters(bytes);
    return new Piece(new String(bytes, 0, whole, StandardCharsets.UTF_8), from + whole, leftOut);
  }

  private static Tail tail(FileChannel log, long most, int lines) throws IOException {
    long size = log.size();
    long floor = Math.max(0, size - most);
    long from = size;
    int found = 0;
    while (from > floor && found <= lines) {
      int block = (int) Math.min(BLOCK, from - floor);
      from -= block;
      for (byte b : bytes(log, from, block)) {
        found += b == '\n' ? 1 : 0;
      }
    }
    byte[] end = bytes(log, from, (int) (size - from));
    int cut = cutCharacter(end);
    String text = new String(end, cut, end.length - cut, StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>(text.lines().toList());
    List<String> last = all.subList(Math.max(0, all.size() - lines), all.size());
    long length = 0;
    for (String line : last) {
      length += line.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    return new Tail(List.copyOf(last), Math.max(0, size - length), size);
  }

  private static byte[] bytes(FileChannel log, long from, int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && log.read(buffer, from + buffer.position()) >= 0) {
      // until it is full or the file ends
    }
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }

  /** How many bytes at the beginning belong to a character that began before. */
  private static int cutCharacter(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && at < 3 && (bytes[at] & 0xC0) == 0x80) {
      at++;
    }
    return at;
  }

  /**
   * How many of the bytes make whole characters: a character that goes on behind the end is left
   * for the next piece.
   */
  private static int wholeCharacters(byte[] bytes) {
    int start = bytes.length - 1;
    while (start >= 0 && bytes.length - start < 4 && (bytes[start] & 0xC0) == 0x80) {
      start--;
    }
    if (start < 0) {
      return bytes.length;
    }
    int lead = bytes[start] & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return start + length > bytes.length && start > 0 ? start : bytes.length;
  }

  private <T> Optional<T> open(AttemptId attempt, Reading<T> reading) {
    Optional<WorkerFolder> folder = WorkerFolder.of(workers, attempt);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    LogLimit kept = folder.get().told().map(Claim::log).orElse(LogLimit.DEFAULT);
    try (var log = FileChannel.open(folder.get().log())) {
      return Optional.of(reading.read(log, kept));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the log of " + attempt.generatedName(), e);
    }
  }

  /** Reads an open log. */
  private interface Reading<T> {
    T read(FileChannel log, LogLimit kept) throws IOException;
  }
}
