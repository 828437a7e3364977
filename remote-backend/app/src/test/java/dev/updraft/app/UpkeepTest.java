package dev.updraft.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
  @TempDir Path folder;

  @Test
  void oldLogsGoSoonAfterTheStart() throws Exception {
    var workers = folder.resolve("home").resolve("workers");
    var old = ended(workers, "old", Duration.ofDays(31));
    var young = ended(workers, "young", Duration.ofDays(29));
    try (var _ = BackendProcess.start(folder.resolve("home"))) {
      BackendProcess.eventually("the old log is gone", () -> !Files.exists(old));
      assertThat(young).exists();
    }
  }

  private static Path ended(Path workers, String name, Duration ago) throws Exception {
    var worker = Files.createDirectories(workers.resolve("w-" + name));
    var claim =
        """
        {"project":"updraft","domain":"development","execution":"%s","node":"n0","number":"0","epoch":"1",
         "worker":"%s","pid":"1","started":"1","memory":"1","outputPrefix":"file:///none","since":"2026-01-01T00:00:00Z"}
        """
            .formatted(name, name);
    Files.writeString(worker.resolve("run.json"), claim);
    Files.writeString(worker.resolve("claim.json"), claim);
    Files.writeString(worker.resolve("out.log"), "said long ago\n");
    var moment = FileTime.from(Instant.now().minus(ago));
    Files.setLastModifiedTime(worker.resolve("out.log"), moment);
    Files.setLastModifiedTime(worker, moment);
    return worker;
  }
}
