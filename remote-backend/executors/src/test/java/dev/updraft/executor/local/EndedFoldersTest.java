package dev.updraft.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.executor.local.LocalExecutor.Tidied;
import dev.updraft.model.AttemptId;
import dev.updraft.model.ExecutionId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndedFoldersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration AGE = Duration.ofDays(30);
  private static final long MIB = 1 << 20;
  private static final long PLENTY = 100 * MIB;

  @TempDir Path workers;

  @Test
  void oldFoldersGoWithTheirLinks() throws IOException {
    var old = ended("old", 1, MIB, Duration.ofDays(31));
    var young = ended("young", 2, MIB, Duration.ofDays(29));

    assertThat(tidy(PLENTY, Set.of(), Set.of())).isEqualTo(new Tidied(1, MIB));
    assertThat(names()).containsExactlyInAnyOrder("w-young", "p-d-e-n0-2");
    assertThat(old.path()).doesNotExist();
    assertThat(young.log()).exists();
    assertThat(new LogFiles(workers).tail(attempt(1), 1)).isEmpty();
    assertThat(new LogFiles(workers).tail(attempt(2), 1)).isPresent();
  }

  @Test
  void theOldestGoWhenAllTakeTooMuch() throws IOException {
    ended("a", 1, 4 * MIB, Duration.ofDays(3));
    ended("b", 2, 4 * MIB, Duration.ofDays(1));
    ended("c", 3, 4 * MIB, Duration.ofDays(2));

    assertThat(tidy(5 * MIB, Set.of(), Set.of())).isEqualTo(new Tidied(2, 8 * MIB));
    assertThat(names()).containsExactlyInAnyOrder("w-b", "p-d-e-n0-2");
  }

  @Test
  void ofAPrintedGigabyteOnlyWhatIsKeptCounts() throws IOException {
    ended("a", 1, 1 << 30, Duration.ofDays(1));

    assertThat(tidy(PLENTY, Set.of(), Set.of())).isEqualTo(new Tidied(0, 0));
  }

  @Test
  void whatTheStoreHasNotSeenEndStays() throws IOException {
    ended("a", 1, MIB, Duration.ofDays(99));

    assertThat(tidy(0, Set.of(attempt(1)), Set.of())).isEqualTo(new Tidied(0, 0));
    assertThat(names()).hasSize(2);
  }

  @Test
  void whatHasAWorkerStays() throws IOException {
    ended("a", 1, MIB, Duration.ofDays(99));

    assertThat(tidy(0, Set.of(), Set.of("a"))).isEqualTo(new Tidied(0, 0));
  }

  @Test
  void whatHasAProcessStaysThoughNobodyKnowsIt() throws IOException {
    long pid = ProcessHandle.current().pid();
    long started = ProcessTable.ofThisSystem().find(pid).orElseThrow().started();
    folder("a", claim("a", 1, pid, started), MIB, Duration.ofDays(99));

    assertThat(tidy(0, Set.of(), Set.of())).isEqualTo(new Tidied(0, 0));
  }

  @Test
  void whatEndedJustNowStaysHoweverMuchItIs() throws IOException {
    ended("a", 1, 10 * MIB, Duration.ofSeconds(10));

    assertThat(tidy(0, Set.of(), Set.of())).isEqualTo(new Tidied(0, 0));
  }

  @Test
  void spareThatEndedWithoutAnAttemptGoesToo() throws IOException {
    var spare = WorkerFolder.create(workers, "spare");
    Files.writeString(spare.log(), "no memory");
    touch(spare, NOW.minus(Duration.ofDays(31)));

    assertThat(tidy(PLENTY, Set.of(), Set.of()).folders()).isEqualTo(1);
    assertThat(names()).isEmpty();
  }

  @Test
  void linkOfALaterWorkerOfTheSameAttemptStays() throws IOException {
    ended("first", 1, MIB, Duration.ofDays(40));
    var second = ended("second", 1, MIB, Duration.ofDays(1));

    tidy(PLENTY, Set.of(), Set.of());
    assertThat(names()).containsExactlyInAnyOrder("w-second", "p-d-e-n0-1");
    assertThat(WorkerFolder.of(workers, attempt(1)).orElseThrow().log())
        .hasSameBinaryContentAs(second.log());
  }

  private Tidied tidy(long mostLogBytes, Set<AttemptId> unended, Set<String> busy)
      throws IOException {
    return new EndedFolders(workers, ProcessTable.ofThisSystem())
        .tidy(NOW.minus(AGE), mostLogBytes, () -> unended, () -> busy, NOW);
  }

  private WorkerFolder ended(String worker, int attempt, long printed, Duration ago)
      throws IOException {
    return folder(worker, claim(worker, attempt, 1, 1), printed, ago);
  }

  private WorkerFolder folder(String worker, Claim claim, long printed, Duration ago)
      throws IOException {
    var folder = WorkerFolder.create(workers, worker);
    folder.bind(claim);
    try (var log = new RandomAccessFile(folder.log().toFile(), "rw")) {
      log.setLength(printed);
    }
    folder.tidy();
    touch(folder, NOW.minus(ago));
    return folder;
  }

  private static void touch(WorkerFolder folder, Instant moment) throws IOException {
    Files.setLastModifiedTime(folder.log(), FileTime.from(moment));
    Files.setLastModifiedTime(folder.path(), FileTime.from(moment));
  }

  private static Claim claim(String worker, int attempt, long pid, long started) {
    return new Claim(
        attempt(attempt), 1, worker, pid, started, 1, LogLimit.DEFAULT, "file:///out", NOW);
  }

  private static AttemptId attempt(int number) {
    return new AttemptId(new ExecutionId("p", "d", "e"), "n0", number);
  }

  private Set<String> names() throws IOException {
    try (var all = Files.list(workers)) {
      return all.filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> path.getFileName().toString())
          .collect(java.util.stream.Collectors.toSet());
    }
  }
}
