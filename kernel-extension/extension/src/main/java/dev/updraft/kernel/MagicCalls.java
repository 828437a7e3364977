package dev.updraft.kernel;

import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.Magics.CellMagic;
import dev.updraft.magics.notebook.Magics.LineMagic;
import dev.updraft.magics.notebook.Notebook;
import dev.updraft.magics.notebook.NotebookError;
import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.jspecify.annotations.Nullable;

/** Offers one notebook's magics to JJava. */
record MagicCalls(Notebook notebook, Magics magics) {
  void register(MagicsRegistry registry) {
    magics.lines().forEach((name, magic) -> registry.registerLineMagic(name, line(magic)));
    magics.cells().forEach((name, magic) -> registry.registerCellMagic(name, cell(magic)));
  }

  private org.dflib.jjava.jupyter.kernel.magic.LineMagic<@Nullable Object, BaseKernel> line(
      LineMagic magic) {
    return (kernel, words) -> shown(() -> magic.call(withoutSemicolon(words)));
  }

  private org.dflib.jjava.jupyter.kernel.magic.CellMagic<@Nullable Object, BaseKernel> cell(
      CellMagic magic) {
    return (kernel, words, body) -> shown(() -> magic.call(withoutSemicolon(words), body));
  }

  private @Nullable Object shown(Call call) throws Exception {
    try {
      return call.run();
    } catch (Exception thrown) {
      if (thrown instanceof NotebookError error) {
        error.view().ifPresent(notebook::show);
      }
      throw SpeaksToUser.passOn(thrown);
    }
  }

  /** {@code %status a7xk;} reaches a magic with the semicolon on its last word. */
  static List<String> withoutSemicolon(List<String> words) {
    if (words.isEmpty() || !words.getLast().endsWith(";")) {
      return List.copyOf(words);
    }
    var cleaned = new ArrayList<>(words);
    var last = cleaned.removeLast();
    if (last.length() > 1) {
      cleaned.add(last.substring(0, last.length() - 1));
    }
    return List.copyOf(cleaned);
  }

  private interface Call {
    @Nullable Object run() throws Exception;
  }
}
