package dev.updraft.service;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads that move bytes: few, and gone at once when they are told to end. */
final class EventLoops {
  private static final int WORKERS = 2;

  private EventLoops() {}

  /**
   * Tells Armeria, before any of it is loaded, which channels to make: it does not look at the
   * loops it is given. The JDK's own selector starts sooner than a native one and serves one user
   * as quickly.
   */
  static void choose() {
    System.setProperty("com.linecorp.armeria.transportType", "nio");
  }

  static EventLoopGroup acceptor(String name) {
    return group(1, name);
  }

  static EventLoopGroup workers() {
    return group(WORKERS, "wire");
  }

  /** Netty waits two seconds for stragglers, by default; by then the server has waited itself. */
  private static EventLoopGroup group(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(threads, named(name), NioIoHandler.newFactory()) {
      @Override
      public Future<?> shutdownGracefully() {
        return shutdownGracefully(0, 2, TimeUnit.SECONDS);
      }
    };
  }

  private static ThreadFactory named(String name) {
    return Thread.ofPlatform().name(name + "-", 0).factory();
  }
}
