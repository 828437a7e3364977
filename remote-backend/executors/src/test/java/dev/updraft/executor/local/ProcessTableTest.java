package dev.updraft.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways of reading the machine's processes, on a child of ours. */
class ProcessTableTest {
  static Stream<ProcessTable> tables() {
    return Stream.of(new ProcTable(Path.of("/proc")), new PsTable());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aChildIsFoundWithItsParentAndItsMemory(ProcessTable table) throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self")) || table instanceof PsTable, "needs /proc");
    Process child = new ProcessBuilder("sleep", "100").start();
    try {
      var entry = table.find(child.pid()).orElseThrow();

      assertThat(entry.parent()).isEqualTo(ProcessHandle.current().pid());
      assertThat(entry.name()).contains("sleep");
      assertThat(table.all()).contains(entry);
      assertThat(table.memory(ProcessHandle.current().pid())).isGreaterThan(10L << 20);
    } finally {
      child.destroyForcibly();
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void nobodyHasANumberThatIsFree(ProcessTable table) {
    assertThat(table.find(Integer.MAX_VALUE)).isEmpty();
    assertThat(table.memory(Integer.MAX_VALUE)).isZero();
  }
}
