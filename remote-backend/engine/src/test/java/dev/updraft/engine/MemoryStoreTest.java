package dev.updraft.engine;

/** The store in memory keeps the contract. */
class MemoryStoreTest extends StoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  protected Store open() {
    return store;
  }
}
