package dev.updraft.cli;

import dev.updraft.client.Session;
import dev.updraft.promote.PromoteNotebook;
import dev.updraft.promote.PromoteOptions;
import dev.updraft.promote.PromotionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Registers a workflow out of a notebook's file, without a kernel. */
@Command(
    name = "promote",
    aliases = "register",
    description = {
      "Registers a workflow of a notebook with its tasks; no cell is run.",
      "promote report.ipynb report",
      "Exit code of --diff: 0 nothing would change, 4 something would."
    })
final class PromoteCommand implements Callable<Integer> {
  /** What {@code --diff} found, for scripts. */
  static final int WOULD_CHANGE = 4;

  private final Main.Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "NOTEBOOK")
  private Path notebook = Path.of("");

  @Parameters(index = "1", paramLabel = "WORKFLOW")
  private String workflow = "";

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "input=value",
      description = "Inputs of the schedule.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--version",
      paramLabel = "V",
      description = "Default: the one that follows from the content.")
  private @Nullable String version;

  @Option(names = "--diff", description = "Only say what would change.")
  private boolean diff;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Write what would be registered as files; needs no backend.")
  private @Nullable String to;

  @Option(
      names = "--code",
      paramLabel = "URI",
      description = "With --to: where its folder 'code' will lie for whoever runs the tasks.")
  private @Nullable String code;

  @Option(names = "--schedule", paramLabel = "CRON", description = "Runs it by itself.")
  private @Nullable String schedule;

  @Option(names = "--tz", paramLabel = "ZONE", description = "Of the schedule. Default: UTC.")
  private @Nullable String zone;

  @Option(names = "--catchup", paramLabel = "POLICY", description = "Missed runs: skip, last, all.")
  private @Nullable String catchup;

  @Option(
      names = "--kickoff",
      paramLabel = "INPUT",
      description = "The datetime input that is told the time.")
  private @Nullable String kickoff;

  @Option(
      names = "--fixed",
      paramLabel = "INPUT",
      split = ",",
      description = "Inputs that no launch may change.")
  private List<String> fixed = new ArrayList<>();

  @Option(names = "--activate", description = "The schedule runs from now on.")
  private boolean activate;

  @Mixin private final Target target = new Target();

  @Spec private CommandSpec spec = CommandSpec.create();

  PromoteCommand(Main.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var options = options();
    var promotable = PromoteNotebook.of(notebook, workflow, new MavenJars(), provided());
    try (var sessions = new OneSession()) {
      var answer =
          new PromotionRequest(promotable, options, surroundings.clock())
              .answer(target.settings(surroundings.environment()), sessions::open);
      surroundings.say(answer.view().text());
      return diff && answer.changes() ? WOULD_CHANGE : 0;
    }
  }

  private PromoteOptions options() {
    var options =
        new PromoteOptions(
            workflow,
            Optional.ofNullable(version),
            diff,
            Optional.ofNullable(to),
            Optional.ofNullable(code),
            new PromoteOptions.Scheduling(
                Optional.ofNullable(schedule),
                Optional.ofNullable(zone),
                Optional.ofNullable(catchup),
                Optional.ofNullable(kickoff),
                fixed,
                activate),
            inputs);
    if (!options.problems().isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join(" ", options.problems()));
    }
    return options;
  }

  /** A backend is asked for only when one is needed. */
  private final class OneSession implements AutoCloseable {
    private @Nullable Session session;

    Session open() {
      var opened = target.connect(surroundings.environment());
      session = opened;
      return opened;
    }

    @Override
    public void close() {
      if (session != null) {
        session.close();
      }
    }
  }

  /**
   * Our API and adapters as the kernel has them: the folder {@code boot} beside that of our own
   * jars, else the API alone.
   */
  static List<Path> provided() {
    try {
      var api =
          Path.of(
              dev.updraft.api.Handles.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());
      var boot = api.resolveSibling("../boot").normalize();
      if (!Files.isDirectory(boot)) {
        return List.of(api);
      }
      try (var jars = Files.list(boot)) {
        return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot find Updraft's own API jar.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read Updraft's own folder of jars.", e);
    }
  }
}
