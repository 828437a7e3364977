package dev.updraft.kernel;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Ends the process a second after the kernel's shutdown, when its last reply is out. */
final class ExitSoon implements Runnable {
  @Override
  public void run() {
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    System.exit(0);
  }
}
