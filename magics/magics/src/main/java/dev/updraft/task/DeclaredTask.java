package dev.updraft.task;

import dev.updraft.cell.TaskOptions;
import dev.updraft.task.closure.Closure;
import java.util.List;
import java.util.Optional;

/**
 * A task cell that was found good and that nobody has evaluated yet. To declare it: drop the {@link
 * #overload()}, evaluate {@link #cellSource()}, then {@link #handleSource()}.
 *
 * @param name the task's name, which is also the handle's
 * @param options what the magic line says
 * @param closure its code
 * @param cellSource the cell, with what JShell needs put in
 * @param handleSource the type with {@code run} and {@code submit}
 * @param imports the imports at the cell's top level
 * @param overload the method of the task's earlier signature, which JShell would keep callable
 *     beside the new one, as its member key: {@code m:clean(int)}
 * @param notes sentences for the user
 */
public record DeclaredTask(
    String name,
    TaskOptions options,
    Closure closure,
    String cellSource,
    String handleSource,
    List<String> imports,
    Optional<String> overload,
    List<String> notes) {

  public DeclaredTask {
    imports = List.copyOf(imports);
    notes = List.copyOf(notes);
  }
}
