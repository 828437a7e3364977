package dev.updraft.kernel;

import dev.updraft.cell.Nearest;
import dev.updraft.magics.notebook.NotebookError;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/**
 * The kernel's magics, with a line of help for a name that none of them has but that is close to
 * one. A name that is close to none is left to the kernel, whose answer is an exception.
 */
final class KnownMagics extends MagicsRegistry {
  private final MagicsRegistry kernels;

  KnownMagics(MagicsRegistry kernels) {
    this.kernels = kernels;
  }

  @Override
  public <T, K extends BaseKernel> T evalLineMagic(K kernel, String name, List<String> words)
      throws Exception {
    check("%" + name, getLineMagicNames().contains(name));
    return kernels.evalLineMagic(kernel, name, words);
  }

  @Override
  public <T, K extends BaseKernel> T evalCellMagic(
      K kernel, String name, List<String> words, String body) throws Exception {
    check("%%" + name, getCellMagicNames().contains(name));
    return kernels.evalCellMagic(kernel, name, words, body);
  }

  private void check(String typed, boolean known) throws Exception {
    if (!known) {
      var help = help(typed);
      if (help.isPresent()) {
        throw SpeaksToUser.passOn(new NotebookError(help.get()));
      }
    }
  }

  /** What to write instead of an unknown name, if that can be guessed. */
  private Optional<String> help(String typed) {
    var all = new HashSet<String>();
    getLineMagicNames().forEach(name -> all.add("%" + name));
    getCellMagicNames().forEach(name -> all.add("%%" + name));
    var name = typed.replace("%", "");
    var other = typed.startsWith("%%") ? "%" + name : "%%" + name;
    if (all.contains(other)) {
      return Optional.of(
          typed.startsWith("%%")
              ? "%s is a magic of one line: write %s, with nothing of it below."
                  .formatted(other, other)
              : "%s takes the cell's whole text: write %s in the cell's first line."
                  .formatted(other, other));
    }
    return nearest(typed, all)
        .map(
            near ->
                "There is no magic %s. Did you mean %s? %%updraft lists Updraft's magics."
                    .formatted(typed, near));
  }

  /** One called in the same way goes first. */
  private static Optional<String> nearest(String typed, Set<String> all) {
    var percents = typed.startsWith("%%") ? 2 : 1;
    var name = typed.substring(percents);
    var names = all.stream().map(each -> each.replace("%", "")).toList();
    return Nearest.to(name, names)
        .map(
            near ->
                all.contains("%".repeat(percents) + near)
                    ? "%".repeat(percents) + near
                    : "%".repeat(3 - percents) + near);
  }

  @Override
  public MagicsRegistry registerLineMagic(String name, LineMagic<?, ?> magic) {
    kernels.registerLineMagic(name, magic);
    return this;
  }

  @Override
  public MagicsRegistry registerCellMagic(String name, CellMagic<?, ?> magic) {
    kernels.registerCellMagic(name, magic);
    return this;
  }

  @Override
  public Set<String> getLineMagicNames() {
    return kernels.getLineMagicNames();
  }

  @Override
  public Set<String> getCellMagicNames() {
    return kernels.getCellMagicNames();
  }
}
