package dev.updraft.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.flyteidl.core.WorkflowExecution.Phase;
import dev.updraft.service.v1.Event;
import dev.updraft.service.v1.WatchRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder that cannot be used, at the start and under a backend's feet. */
class UnusableDataTest {
  @TempDir Path folder;

  @Test
  void readOnlyFolderIsRefused() throws Exception {
    var home = folder.resolve("home");
    try (var disk = SmallDisk.mount(home)) {
      lived(home);
      disk.makeReadOnly();
      try (var backend = BackendProcess.launch(home, Map.of())) {
        assertThat(backend.exitCode()).isEqualTo(Exit.UNUSABLE_DATA.code());
        assertThat(backend.printed().strip())
            .isEqualTo(
                "The data folder %s cannot be used: it is read-only for this user. Set UPDRAFT_HOME to a folder that you can write, or free space there."
                    .formatted(home));
      }
    }
  }

  @Test
  void readOnlyDatabaseIsRefused() throws Exception {
    var home = folder.resolve("home");
    lived(home);
    try (var _ = SmallDisk.readOnlyFile(home.resolve("updraft.db"))) {
      try (var backend = BackendProcess.launch(home, Map.of())) {
        assertThat(backend.exitCode()).isEqualTo(Exit.UNUSABLE_DATA.code());
        assertThat(backend.printed().strip())
            .isEqualTo(
                "The database '%s/updraft.db' cannot be written. Give this user write permission on it and on its folder."
                    .formatted(home));
      }
    }
    lived(home);
  }

  @Test
  void fullDiskIsRefusedAtTheFirstStart() throws Exception {
    var home = folder.resolve("home");
    try (var disk = SmallDisk.mount(home)) {
      disk.fill();
      try (var backend = BackendProcess.launch(home, Map.of())) {
        assertThat(backend.exitCode()).isEqualTo(Exit.UNUSABLE_DATA.code());
        assertThat(backend.printed().strip())
            .isEqualTo(
                "The data folder %s cannot be used: No space left on device. Set UPDRAFT_HOME to a folder that you can write, or free space there."
                    .formatted(home));
      }
      disk.makeRoom();
      lived(home);
    }
  }

  @Test
  void fullDiskIsRefusedAtALaterStart() throws Exception {
    var home = folder.resolve("home");
    try (var disk = SmallDisk.mount(home)) {
      lived(home);
      disk.fill();
      try (var backend = BackendProcess.launch(home, Map.of())) {
        assertThat(backend.exitCode()).isEqualTo(Exit.UNUSABLE_DATA.code());
        assertThat(backend.printed().strip())
            .isEqualTo(
                "The disk that holds the database '%s/updraft.db' is full. Make room on it and try again."
                    .formatted(home));
      }
      disk.makeRoom();
      lived(home);
    }
  }

  @Test
  void backendOnADiskThatFillsUpGoesOnWhenThereIsRoom() throws Exception {
    var home = folder.resolve("home");
    var counter = folder.resolve("counter");
    var task = new CountedTask(folder);
    try (var disk = SmallDisk.mount(home);
        var backend = BackendProcess.start(home)) {
      task.register(backend, "v1");
      backend.admin().createExecution(CountedTask.call("during", counter, CountedTask.WAITS));
      BackendProcess.eventually("the body has begun", () -> Files.exists(counter));
      disk.fill();
      var refused =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> backend.admin().createExecution(CountedTask.call("refused", counter, 1)));
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(refused.getStatus().getDescription())
          .contains("The disk that holds the database '" + home + "/updraft.db' is full.")
          .contains("Make room on it and try again.");
      Files.createFile(Path.of(counter + ".go"));
      BackendProcess.eventually("the worker is gone", () -> children(backend).isEmpty());
      assertThat(backend.lives()).isTrue();

      disk.makeRoom();
      BackendProcess.eventually("creates are taken again", () -> taken(backend, "later", counter));
      assertThat(end(backend, "later").getPhase()).isEqualTo(Phase.SUCCEEDED);
      var during = end(backend, "during");
      assertThat(during.getPhase()).as(during.toString()).isEqualTo(Phase.SUCCEEDED);
      assertThat(taken(backend, "refused", counter)).isTrue();
      assertThat(end(backend, "refused").getPhase()).isEqualTo(Phase.SUCCEEDED);
    }
  }

  private static List<ProcessHandle> children(BackendProcess backend) {
    return ProcessHandle.of(backend.pid()).orElseThrow().children().toList();
  }

  private static boolean taken(BackendProcess backend, String name, Path counter) {
    try {
      backend.admin().createExecution(CountedTask.call(name, counter, 2));
      return true;
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).as(e.toString()).isEqualTo(Status.Code.UNAVAILABLE);
      return false;
    }
  }

  private static Event end(BackendProcess backend, String name) {
    var request = WatchRequest.newBuilder().addIds(CountedTask.execution(name)).build();
    var events = backend.updraft().watch(request);
    var event = events.next();
    while (!event.getLast()) {
      event = events.next();
    }
    return event;
  }

  /** A backend had its life here, and left everything as it should be. */
  private static void lived(Path home) throws Exception {
    try (var backend = BackendProcess.start(home)) {
      assertThat(backend.lives()).as(backend.printed()).isTrue();
      assertThat(backend.terminate()).isIn(0, 143);
    }
  }
}
