package dev.updraft.store.sql;

import dev.updraft.engine.StateContract;
import dev.updraft.engine.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** States in files. */
class SqlStateTest extends StateContract {
  @TempDir Path folder;

  @Override
  protected Store open() {
    return SqlStore.open(folder.resolve("states.db"));
  }
}
