package dev.updraft.engine;

import java.util.function.Supplier;

/** The engine over memory that outlives it. */
class MemoryCrashTest extends CrashContract {
  @Override
  protected Supplier<Store> stores() {
    var store = new MemoryStore();
    return () -> store;
  }
}
