package dev.updraft.runner;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The operating system's calls that Java does not have. Each costs 20 ms of start-up: used only
 * where nothing else serves.
 */
final class Session {
  private static final int PUNCH_HOLE_KEEP_SIZE = 0x02 | 0x01;

  private Session() {}

  /**
   * Makes this process the leader of a session and a process group, so that it and its children can
   * be ended together.
   */
  static void lead() {
    try {
      var none = FunctionDescriptor.of(ValueLayout.JAVA_INT);
      int session = (int) call("setsid", none).invokeExact();
      if (session < 0) {
        throw new IllegalStateException(
            "This worker leads a process group already, so it cannot lead a session.");
      }
    } catch (Throwable e) {
      throw new IllegalStateException("Could not start a session (setsid): " + e, e);
    }
  }

  /**
   * Gives a range of an open file back to the disk; it then reads as zeros.
   *
   * @return whether the file system can
   */
  static boolean punchHole(int descriptor, long from, long length) {
    try {
      var form =
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG);
      return (int)
              call("fallocate", form).invokeExact(descriptor, PUNCH_HOLE_KEEP_SIZE, from, length)
          == 0;
    } catch (Throwable e) {
      return false;
    }
  }

  private static MethodHandle call(String name, FunctionDescriptor form) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new UnsupportedOperationException("This system has no " + name)),
        form);
  }
}
