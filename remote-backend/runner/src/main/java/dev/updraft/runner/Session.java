package dev.updraft.runner;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * The operating system's calls that Java does not have. Each costs 20 ms of start-up: used only
 * where nothing else serves.
 */
final class Session {
  private static final int STANDARD_OUTPUT = 1;
  private static final int STANDARD_ERROR = 2;
  private static final int PUNCH_HOLE_KEEP_SIZE = 0x02 | 0x01;

  private Session() {}

  /**
   * Makes this process the leader of a session and a process group, so that it and its children can
   * be ended together.
   */
  static void lead() {
    try {
      var none = FunctionDescriptor.of(JAVA_INT);
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
      var form = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
      return (int)
              call("fallocate", form).invokeExact(descriptor, PUNCH_HOLE_KEEP_SIZE, from, length)
          == 0;
    } catch (Throwable e) {
      return false;
    }
  }

  /** Makes a file the end of standard output and of standard error, also for children. */
  static void printInto(Path log) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment file =
          (MemorySegment)
              call("fopen", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS))
                  .invokeExact(arena.allocateFrom(log.toString()), arena.allocateFrom("a"));
      if (file.address() == 0) {
        throw new IOException("fopen failed");
      }
      int descriptor =
          (int) call("fileno", FunctionDescriptor.of(JAVA_INT, ADDRESS)).invokeExact(file);
      MethodHandle dup2 = call("dup2", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
      for (int standard = STANDARD_OUTPUT; standard <= STANDARD_ERROR; standard++) {
        if ((int) dup2.invokeExact(descriptor, standard) < 0) {
          throw new IOException("dup2 failed");
        }
      }
      int closed = (int) call("fclose", FunctionDescriptor.of(JAVA_INT, ADDRESS)).invokeExact(file);
      if (closed != 0) {
        throw new IOException("fclose failed");
      }
    } catch (Throwable e) {
      throw new IllegalStateException("Could not print into " + log + ": " + e, e);
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
