package dev.updraft.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.magic.UndefinedMagicException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownMagicsTest {
  private final MagicsRegistry kernels = new MagicsRegistry();
  private final MagicsRegistry magics = new KnownMagics(kernels);

  KnownMagicsTest() {
    magics.registerLineMagic("outputs", (kernel, words) -> words);
    magics.registerLineMagic("task", (kernel, words) -> words);
    magics.registerCellMagic("task", (kernel, words, body) -> body);
    magics.registerCellMagic("workflow", (kernel, words, body) -> body);
  }

  @Test
  void aKnownMagicRuns() throws Exception {
    assertThat(magics.<Object, BaseKernel>evalLineMagic(null, "outputs", List.of("x")))
        .isEqualTo(List.of("x"));
    assertThat(magics.<Object, BaseKernel>evalCellMagic(null, "task", List.of(), "body"))
        .isEqualTo("body");
    assertThat(kernels.getLineMagicNames()).containsExactlyInAnyOrder("outputs", "task");
  }

  @ParameterizedTest
  @CsvSource({"outputz, %outputs", "taks, %task", "workflo, %%workflow"})
  void aSlipInALineMagicNamesTheNearest(String typed, String meant) {
    assertThatThrownBy(() -> magics.evalLineMagic(null, typed, List.of()))
        .isInstanceOf(SpeaksToUser.class)
        .hasMessage(
            "There is no magic %"
                + typed
                + ". Did you mean "
                + meant
                + "? %updraft lists Updraft's magics.");
  }

  @ParameterizedTest
  @CsvSource({"tsk, %%task", "worklow, %%workflow", "output, %outputs"})
  void aSlipInACellMagicNamesTheNearest(String typed, String meant) {
    assertThatThrownBy(() -> magics.evalCellMagic(null, typed, List.of(), ""))
        .isInstanceOf(SpeaksToUser.class)
        .hasMessage(
            "There is no magic %%"
                + typed
                + ". Did you mean "
                + meant
                + "? %updraft lists Updraft's magics.");
  }

  @Test
  void theWrongNumberOfPercentSignsIsSaid() {
    assertThatThrownBy(() -> magics.evalCellMagic(null, "outputs", List.of(), ""))
        .hasMessage("%outputs is a magic of one line: write %outputs, with nothing of it below.");
    assertThatThrownBy(() -> magics.evalLineMagic(null, "workflow", List.of()))
        .hasMessage(
            "%%workflow takes the cell's whole text: write %%workflow in the cell's first line.");
  }

  @Test
  void aNameLikeNoneIsLeftToTheKernel() {
    assertThatThrownBy(() -> magics.evalLineMagic(null, "matplotlib", List.of()))
        .isInstanceOf(UndefinedMagicException.class);
  }
}
