package dev.updraft.engine;

/** States in memory. */
class MemoryStateTest extends StateContract {
  @Override
  protected Store open() {
    return new MemoryStore();
  }
}
