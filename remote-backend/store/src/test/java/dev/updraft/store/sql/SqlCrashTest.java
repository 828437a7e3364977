package dev.updraft.store.sql;

import dev.updraft.engine.CrashContract;
import dev.updraft.engine.Store;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;

/** The engine over a file that is closed and opened with each death. */
class SqlCrashTest extends CrashContract {
  @TempDir Path folder;
  private int count;

  @Override
  protected Supplier<Store> stores() {
    var file = folder.resolve("crash" + count++ + ".db");
    return () -> SqlStore.open(file);
  }

  @Override
  protected int deaths() {
    return 1;
  }
}
