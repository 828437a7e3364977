package dev.updraft.promote;

import java.nio.file.Path;
import java.util.List;

/** What a notebook's file would promote, without a kernel. */
public final class PromoteNotebook {
  private PromoteNotebook() {}

  /**
   * Reads a notebook and compiles one of its workflows.
   *
   * @param jars where the libraries that its cells name come from
   * @param provided our API and adapters, as the kernel has them on its class path
   * @throws NotebookRefused with every reason
   */
  public static Promotable of(Path file, String workflow, JarSource jars, List<Path> provided) {
    return new CompileNotebook(ReadNotebook.of(NotebookFile.read(file), jars), provided)
        .of(workflow);
  }
}
