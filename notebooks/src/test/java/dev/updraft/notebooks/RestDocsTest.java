package dev.updraft.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/rest.md says can be done with curl alone is done, by the page's own blocks. */
class RestDocsTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```bash\\n(.*?)```");

  @Test
  void thePagesBlocksMakeATaskAWorkflowAndAnExecution() throws IOException {
    var page = Files.readString(Workplace.CHECKOUT.resolve("docs/rest.md"));
    var script =
        BLOCK
            .matcher(page)
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n"));
    try (var workplace = Workplace.fresh()) {
      assertThat(workplace.updraft("backend", "start").exit()).isZero();

      var said =
          Workplace.run(
              List.of("timeout", "60", "bash", "-euo", "pipefail", "-c", script),
              Map.of("UPDRAFT_HOME", workplace.home().toString()));

      assertThat(said.exit()).as(said.text()).isZero();
      assertThat(said.text())
          .contains("\"string_value\":\"hello\"")
          .contains("\"node_id\":\"n1\"")
          .contains("end-node");
    }
  }
}
