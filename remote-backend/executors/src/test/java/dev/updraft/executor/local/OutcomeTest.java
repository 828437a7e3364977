package dev.updraft.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.engine.Executor.Ending;
import dev.updraft.model.Failure;
import dev.updraft.types.wire.ErrorDocument;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a hostile task leaves as its error. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutcomeTest {
  private static final Instant NOW = Instant.parse("2026-11-25T21:00:00Z");

  @TempDir Path prefix;

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aDamagedErrorIsAFailureAllTheSame(long seed) throws Exception {
    var random = new Random(seed);
    var whole =
        Wire.writeError(
            new ErrorDocument(
                "USER:ValueError",
                "no good",
                false,
                ErrorDocument.Origin.USER,
                Optional.of(NOW),
                ""));
    for (int i = 0; i < 100; i++) {
      var damaged = damaged(whole, random);
      Files.write(prefix.resolve("error.pb"), damaged);
      assertThat(failure().code()).isNotNull();
    }
  }

  @Test
  void aPipeIsNotWaitedFor() throws Exception {
    var made = new ProcessBuilder("mkfifo", prefix.resolve("error.pb").toString()).start();
    assertThat(made.waitFor()).isZero();

    refusedAs("error.pb cannot be read: it is no regular file");
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    Files.createSymbolicLink(prefix.resolve("error.pb"), Path.of("/dev/zero"));

    refusedAs("error.pb cannot be read: it is no regular file");
  }

  @Test
  void aFolderIsNoError() throws Exception {
    Files.createDirectory(prefix.resolve("error.pb"));

    refusedAs("error.pb cannot be read: it is no regular file");
  }

  @Test
  void aFileLargerThanMemoryIsNotRead() throws Exception {
    try (var file = new RandomAccessFile(prefix.resolve("error.pb").toFile(), "rw")) {
      file.setLength(1L << 40);
    }

    refusedAs("error.pb cannot be read: it has 1099511627776 bytes; at most 10485760 are read");
  }

  private void refusedAs(String message) {
    assertThat(failure().code()).isEqualTo("ErrorFileBadFormat");
    assertThat(failure().message()).isEqualTo(message);
  }

  private Failure failure() {
    var ending = Outcome.read("file://" + prefix, NOW).orElseThrow();
    return ((Ending.Failed) ending).failure();
  }

  /** A few bytes changed, or the end cut off, or something put in between. */
  private static byte[] damaged(byte[] whole, Random random) throws IOException {
    var bytes = whole.clone();
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 10)) : bytes;
  }
}
