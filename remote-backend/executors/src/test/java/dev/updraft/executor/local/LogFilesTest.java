package dev.updraft.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
  private static final AttemptId ATTEMPT = new AttemptId(new ExecutionId("p", "d", "e"), "n0", 0);

  @TempDir Path workers;
  private LogFiles logs;
  private WorkerFolder folder;

  @BeforeEach
  void bind() throws IOException {
    logs = new LogFiles(workers);
    folder = WorkerFolder.create(workers, "one");
    folder.bind(claim(LogLimit.DEFAULT));
  }

  @Test
  void theLastLinesComeWithWhatStandsBeforeThem() throws IOException {
    Files.writeString(folder.log(), "one\ntwo\nthree\n");

    assertThat(logs.tail(ATTEMPT, 2).orElseThrow())
        .isEqualTo(new LogFiles.Tail(java.util.List.of("two", "three"), 4, 14));
  }

  @Test
  void theLastLinesAreNeverMoreBytesThanWanted() throws IOException {
    Files.writeString(folder.log(), "one\ntwo€three\nfour\n");

    assertThat(logs.tail(ATTEMPT, 9, 12).orElseThrow().lines()).containsExactly("three", "four");
    assertThat(logs.tail(ATTEMPT, 1, 12).orElseThrow().lines()).containsExactly("four");
    assertThat(logs.tail(ATTEMPT, 9, 3).orElseThrow().lines()).containsExactly("ur");
  }

  @Test
  void readingGoesOnWhereItEnded() throws IOException {
    Files.writeString(folder.log(), "one\n");
    var first = logs.read(ATTEMPT, 0, 1000).orElseThrow();
    Files.writeString(folder.log(), "one\ntwo\n");

    assertThat(logs.read(ATTEMPT, first.next(), 1000).orElseThrow().text()).isEqualTo("two\n");
  }

  @Test
  void noCharacterIsCutInTwo() throws IOException {
    Files.writeString(folder.log(), "aä€😀");

    assertThat(logs.read(ATTEMPT, 0, 2).orElseThrow()).isEqualTo(new LogFiles.Piece("a", 1, 0));
    assertThat(logs.read(ATTEMPT, 1, 4).orElseThrow()).isEqualTo(new LogFiles.Piece("ä", 3, 0));
    assertThat(logs.read(ATTEMPT, 3, 6).orElseThrow()).isEqualTo(new LogFiles.Piece("€", 6, 0));
    assertThat(logs.read(ATTEMPT, 6, 4).orElseThrow()).isEqualTo(new LogFiles.Piece("😀", 10, 0));
  }

  @Test
  void whatLiesBetweenTheFirstAndTheLastPartIsCountedAndPassedOver() throws IOException {
    try (var log = new RandomAccessFile(folder.log().toFile(), "rw")) {
      log.setLength(100L << 20);
    }

    assertThat(logs.read(ATTEMPT, (8L << 20) - 10, 1000).orElseThrow().next()).isEqualTo(8L << 20);
    var behind = logs.read(ATTEMPT, 8L << 20, 1000).orElseThrow();
    assertThat(behind.leftOut()).isEqualTo(36L << 20);
    assertThat(behind.next()).isEqualTo((44L << 20) + 1000);
  }

  @Test
  void aLogIsReadByTheLimitItWasWrittenWith() throws IOException {
    folder.bind(claim(LogLimit.of(1 << 20)));
    try (var log = new RandomAccessFile(folder.log().toFile(), "rw")) {
      log.setLength(3 << 20);
    }

    assertThat(logs.read(ATTEMPT, 0, 1 << 20).orElseThrow().next()).isEqualTo(128 << 10);
    assertThat(logs.read(ATTEMPT, 128 << 10, 10).orElseThrow().leftOut()).isEqualTo(2 << 20);
  }

  @Test
  void aClaimWithoutALimitIsOfAnEarlierBuild() {
    String earlier = claim(LogLimit.of(1 << 20)).toJson().replaceFirst("\"log\":\"\\d+\",", "");

    assertThat(earlier).doesNotContain("\"log\"");
    assertThat(Claim.fromJson(earlier).log()).isEqualTo(new LogLimit(8 << 20, 56 << 20));
  }

  private static Claim claim(LogLimit kept) {
    return new Claim(ATTEMPT, 1, "one", 1, 1, 1, kept, "file:///out", Instant.EPOCH);
  }

  @Test
  void anUnknownAttemptHasNoLog() {
    assertThat(logs.tail(new AttemptId(ATTEMPT.execution(), "n1", 0), 5)).isEmpty();
    assertThat(logs.read(new AttemptId(ATTEMPT.execution(), "n1", 0), 0, 5)).isEmpty();
  }
}
