package dev.updraft.executor.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands for a container's image on this machine: a virtual environment that its user named.
 * Whoever may register tasks may run any command in it, as the user.
 *
 * @param image its whole name, or the beginning of names followed by {@code *}
 * @param folder the virtual environment
 */
public record PythonEnvironment(String image, Path folder) {
  private static final String ANY_END = "*";
  private static final String DESTINATION = "--dest-dir";

  boolean standsFor(String wanted) {
    return image.endsWith(ANY_END)
        ? wanted.startsWith(image.substring(0, image.length() - ANY_END.length()))
        : wanted.equals(image);
  }

  /** The interpreter, by which an environment is known. */
  public Path python() {
    return programs().resolve("python");
  }

  private Path programs() {
    return folder.resolve("bin");
  }

  /**
   * The command as it runs here. In a container the task's code is unpacked to where the image has
   * its own; here that is the attempt's folder.
   *
   * @param work the attempt's folder
   */
  List<String> command(List<String> command, Path work) {
    List<String> here = new ArrayList<>(command);
    Path program = programs().resolve(command.getFirst());
    if (Files.isExecutable(program)) {
      here.set(0, program.toString());
    }
    int destination = here.indexOf(DESTINATION);
    if (destination >= 0 && destination + 1 < here.size()) {
      here.set(destination + 1, work.toString());
    }
    return here;
  }

  /**
   * What the command finds in its environment.
   *
   * @param own this process's
   * @param tasks the task's, and Flyte's
   */
  Map<String, String> variables(Map<String, String> own, Map<String, String> tasks, Path work) {
    Map<String, String> all = new HashMap<>(own);
    all.keySet().removeIf(name -> name.startsWith("UPDRAFT_") || name.startsWith("PYTHON"));
    all.put("VIRTUAL_ENV", folder.toString());
    all.put("TMPDIR", work.resolve("tmp").toString());
    all.put("PYTHONUNBUFFERED", "1");
    all.putAll(tasks);
    all.put("PATH", programs() + ":" + all.getOrDefault("PATH", "/usr/bin:/bin"));
    return all;
  }
}
