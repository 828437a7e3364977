package dev.updraft.executor.local;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Signals to process groups, which Java cannot send. */
final class Signals {
  private static final int KILL = 9;
  private static final MethodHandle SEND =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private Signals() {}

  /** Ends every process of a group at once; nothing when there is none. */
  static void killGroup(long group) {
    if (group <= 1) {
      throw new IllegalArgumentException("Group " + group + " is not a worker's");
    }
    try {
      int ignored = (int) SEND.invokeExact((int) -group, KILL);
    } catch (Throwable e) {
      throw new IllegalStateException("Could not signal the process group " + group, e);
    }
  }
}
