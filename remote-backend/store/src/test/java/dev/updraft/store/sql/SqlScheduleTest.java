package dev.updraft.store.sql;

import dev.updraft.engine.ScheduleContract;
import dev.updraft.engine.Store;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;

/** A few schedules over files: what comes back from rows is what was there. */
class SqlScheduleTest extends ScheduleContract {
  @TempDir static Path folder;
  private int count;

  @Override
  protected Supplier<Store> stores() {
    var file = folder.resolve("schedule" + count++ + ".db");
    return () -> SqlStore.open(file);
  }

  @Override
  protected int count() {
    return 12;
  }
}
