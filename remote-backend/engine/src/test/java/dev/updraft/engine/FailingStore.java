package dev.updraft.engine;

import dev.updraft.model.Unavailable;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A store whose commits fail whenever the test says so. */
final class FailingStore implements Store {
  private final Store store;
  private final BooleanSupplier broken;

  FailingStore(Store store, BooleanSupplier broken) {
    this.store = store;
    this.broken = broken;
  }

  private void check() {
    if (broken.getAsBoolean()) {
      throw new Unavailable("the disk is full");
    }
  }

  @Override
  public long claim(String owner) {
    check();
    return store.claim(owner);
  }

  @Override
  public List<Boolean> commit(Batch batch) {
    check();
    return store.commit(batch);
  }

  @Override
  public List<Live> live() {
    return store.live();
  }

  @Override
  public List<dev.updraft.model.Execution> liveGraphs() {
    return store.liveGraphs();
  }

  @Override
  public long lastSeq() {
    return store.lastSeq();
  }

  @Override
  public Reads reads() {
    return store.reads();
  }

  @Override
  public void close() {}
}
