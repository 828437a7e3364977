package dev.updraft.magics.notebook;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import org.jspecify.annotations.Nullable;

/**
 * The notebook that a magic runs in. Its methods are called on the thread of the running cell
 * unless they say otherwise.
 */
public interface Notebook {
  /**
   * The notebook's shell: snippets, their states, events. Evaluate through {@link #evaluate}, not
   * through it.
   */
  JShell jshell();

  /**
   * Evaluates Java source as the running cell would, but without magics: every complete snippet in
   * turn.
   *
   * @return the value of the last snippet; null for a declaration or a statement
   * @throws EvaluationFailed if the compiler refuses it or the code throws
   * @throws InterruptedException if the user interrupted the cell meanwhile
   */
  @Nullable Object evaluate(String source) throws InterruptedException;

  /** The number of the running cell as the user sees it, {@code In [7]}. Any thread. */
  int cell();

  /**
   * Adds an output to the running cell; between cells, to the latest that asked for its {@link
   * #cell() number}, where some clients do not see it. The display may be updated for ever. Any
   * thread.
   */
  Display show(View view);

  /**
   * Jars and folders that the user added to the class path, in order; nothing of Updraft's or the
   * kernel's. Any thread.
   */
  List<Path> userJars();

  /** Adds jars to the user's class path, where cells and tasks see them. */
  void addJars(List<Path> jars);

  /** The loader of the user's libraries, also the parent of what JShell compiles. Any thread. */
  ClassLoader userLoader();

  /** One name per kernel start, or the one given by {@code UPDRAFT_SESSION}. Any thread. */
  String session();

  /** The notebook's file as far as Jupyter tells it. Any thread. */
  Optional<String> name();
}
