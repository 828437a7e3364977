package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.client.grpc.Logs;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.magics.notebook.Display;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.LogView;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code %logs}: what a task printed; on a hit, what the attempt printed that made the value. */
final class LogsMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%logs",
          List.of("[EXECUTION][/NODE]"),
          List.of(
              Option.flag("-f", "follow until it ends"),
              Option.value("-n", "LINES", "the last lines"),
              Option.value("--attempt", "N", "of one attempt, counted from 1"),
              Option.value("--grep", "RE", "only lines in which this is found")));

  private final Workbench bench;
  private final Targets targets;

  LogsMagic(Workbench bench) {
    this.bench = bench;
    this.targets = new Targets(bench);
  }

  @Override
  public @Nullable Object call(List<String> words) throws InterruptedException {
    var line = GRAMMAR.read(words);
    var follow = line.has("-f");
    var lines = line.whole("-n", 1, 1_000_000).orElse(100);
    var attempt = line.whole("--attempt", 1, 10_000).orElse(0);
    var grep = line.value("--grep", LogsMagic::pattern);
    line.check();
    var target = targets.node(line.word(0));
    var head = head(target, attempt);
    var bytes = new ByteArrayOutputStream();
    Display display = follow ? bench.notebook().show(new LogView(head, "")) : null;
    try {
      bench
          .session()
          .backend()
          .logs()
          .read(
              new Logs.Query(
                  target.execution(),
                  target.node(),
                  attempt - 1,
                  grep.isPresent() ? 0 : lines,
                  follow),
              chunk -> {
                if (chunk.leftOut() > 0) {
                  bytes.writeBytes(
                      ("[.. " + chunk.leftOut() + " bytes left out ..]\n")
                          .getBytes(StandardCharsets.UTF_8));
                }
                bytes.writeBytes(chunk.text());
                if (display != null) {
                  display.update(new LogView(head, text(bytes, grep, lines)));
                }
              });
    } catch (BackendException.GivenUp e) {
      return null; // interrupting a follower only stops following
    } catch (BackendException e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
    return display == null ? new LogView(head, text(bytes, grep, lines)) : null;
  }

  private String head(Targets.NodeTarget target, int attempt) {
    var log = "log of " + CellCalls.brief(target.execution().name());
    if (target.node().isEmpty()) {
      return log + which(target.execution(), attempt);
    }
    return log + "/" + target.node() + (attempt == 0 ? "" : ", attempt " + attempt);
  }

  private String which(ExecutionId id, int attempt) {
    return LogView.others(attempt, bench.session().backend().nodes().attempts(id))
        .map(others -> ", " + others)
        .orElse(attempt == 0 ? "" : ", attempt " + attempt);
  }

  private static String text(ByteArrayOutputStream bytes, Optional<Pattern> grep, int lines) {
    var all = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    var wanted =
        grep.map(re -> all.stream().filter(line -> re.matcher(line).find()).toList()).orElse(all);
    return wanted.stream()
        .skip(Math.max(0, wanted.size() - lines))
        .collect(Collectors.joining("\n"));
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "expects a regular expression (" + e.getDescription() + ")", e);
    }
  }
}
