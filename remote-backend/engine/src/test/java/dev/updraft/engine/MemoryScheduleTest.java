package dev.updraft.engine;

import java.util.function.Supplier;

/** Many schedules over memory that outlives its engines. */
class MemoryScheduleTest extends ScheduleContract {
  @Override
  protected Supplier<Store> stores() {
    var store = new MemoryStore();
    return () -> store;
  }

  @Override
  protected int count() {
    return 150;
  }
}
