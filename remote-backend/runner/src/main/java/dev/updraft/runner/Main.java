package dev.updraft.runner;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The process in which a task runs.
 *
 * <pre>
 * updraft-run --inputs URI --output-prefix URI --raw-output-prefix URI --task URI     in a container
 * spare --worker ID --socket-file FILE --log FILE --log-first BYTES --log-last BYTES [--self-test FOLDER] [--lead]      started ahead by the local executor
 * train FOLDER                    makes the self-test in the folder, and lives as a spare once, for the AOT cache
 * </pre>
 *
 * The system property {@code updraft.adapters} names jars (a class path) that join the user's own.
 */
public final class Main {
  private Main() {}

  /** Ends the process itself where the task's threads would keep it alive. */
  public static void main(String[] words) {
    try {
      run(words);
    } catch (ResultLost lost) {
      lost.end();
    }
    endWithThreads();
  }

  private static void run(String[] words) {
    List<String> arguments = Arrays.asList(words);
    switch (words.length == 0 ? "" : words[0]) {
      case Arguments.COMMAND -> OneShot.run(arguments, adapters());
      case "spare" -> Spare.run(Spare.Options.parse(arguments), adapters());
      case "train" -> Training.run(Path.of(words[1]), adapters());
      default -> {
        System.err.println(
            "Expected 'updraft-run', 'spare' or 'train', but got: " + String.join(" ", words));
        System.exit(2);
      }
    }
  }

  /**
   * Threads that the task left behind end with it. Without any, returning from main is the cheaper
   * end.
   */
  private static void endWithThreads() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!thread.isDaemon() && !thread.equals(Thread.currentThread()) && thread.isAlive()) {
        System.exit(0);
      }
    }
  }

  private static List<Path> adapters() {
    List<Path> paths = new ArrayList<>();
    for (String path : System.getProperty("updraft.adapters", "").split(File.pathSeparator, -1)) {
      if (!path.isEmpty()) {
        paths.add(Path.of(path));
      }
    }
    return paths;
  }
}
