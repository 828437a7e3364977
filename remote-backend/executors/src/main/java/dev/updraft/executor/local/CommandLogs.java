package dev.updraft.executor.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the logs of commands within their limit, as worker JVMs do it with their own: whenever one
 * has grown beyond, only its first part stays. Commands append, so they go on at the new end.
 */
record CommandLogs(LogLimit kept) {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLogs.class);

  /** Looks once. */
  void look(List<Running> present) {
    for (Running running : present) {
      if (running.command) {
        look(running.worker);
      }
    }
  }

  private void look(Worker worker) {
    try {
      if (Files.size(worker.folder().log()) <= kept.bytes()) {
        return;
      }
      try (var channel = FileChannel.open(worker.folder().log(), StandardOpenOption.WRITE)) {
        channel.truncate(kept.first());
      }
      Endings.note(worker, "the log grew beyond its limit; what stood here is gone");
    } catch (NoSuchFileException e) {
      LOG.atDebug().addKeyValue("worker", worker.id()).log("A command has not printed yet");
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("worker", worker.id())
          .setCause(e)
          .log("A command's log could not be kept within its limit");
    }
  }
}
