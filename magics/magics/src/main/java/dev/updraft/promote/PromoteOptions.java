package dev.updraft.promote;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody asks of a promotion, in a notebook or in a shell.
 *
 * @param version empty = the one that follows from the content
 * @param diff only say what would change
 * @param to a folder to write files into, instead of registering
 * @param code where the code among those files will lie for whoever runs the tasks
 * @param inputs {@code a=value}, of the scheduled launch plan
 */
public record PromoteOptions(
    String workflow,
    Optional<String> version,
    boolean diff,
    Optional<String> to,
    Optional<String> code,
    Scheduling scheduling,
    List<String> inputs) {
  public static final Grammar GRAMMAR =
      new Grammar(
          "%promote",
          List.of("WORKFLOW", "[input=value..]"),
          List.of(
              Option.value("--version", "V", "instead of the one that follows from the content"),
              Option.flag("--diff", "only say what would change"),
              Option.value("--to", "DIR", "write what would be registered as files"),
              Option.value("--code", "URI", "where the code among the files of --to will lie"),
              Option.value("--schedule", "CRON", "a launch plan that runs it by itself"),
              Option.value("--tz", "ZONE", "of the schedule, else UTC"),
              Option.value("--catchup", "POLICY", "missed runs: skip, last, all"),
              Option.value("--kickoff", "INPUT", "the datetime input that is told the time"),
              Option.value("--fixed", "INPUT,..", "inputs that no launch may change"),
              Option.flag("--activate", "the schedule runs from now on")));

  /**
   * When the workflow runs by itself.
   *
   * @param cron empty = never
   * @param kickoff the datetime input that is told the time
   * @param fixed the inputs that no launch may change
   */
  public record Scheduling(
      Optional<String> cron,
      Optional<String> zone,
      Optional<String> catchup,
      Optional<String> kickoff,
      List<String> fixed,
      boolean activate) {
    public Scheduling {
      fixed = List.copyOf(fixed);
    }

    /** Never. */
    public static Scheduling none() {
      return new Scheduling(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false);
    }
  }

  public PromoteOptions {
    inputs = List.copyOf(inputs);
  }

  /** Reads the words of the magic's line. */
  public static PromoteOptions read(List<String> words) {
    var line = GRAMMAR.read(words);
    var options =
        new PromoteOptions(
            line.word(0).orElse(""),
            line.text("--version"),
            line.has("--diff"),
            line.text("--to"),
            line.text("--code"),
            new Scheduling(
                line.text("--schedule"),
                line.text("--tz"),
                line.text("--catchup"),
                line.text("--kickoff"),
                names(line.text("--fixed")),
                line.has("--activate")),
            line.words().isEmpty() ? List.of() : line.words().subList(1, line.words().size()));
    options.problems().forEach(line::problem);
    line.check();
    return options;
  }

  /** Names with commas between. */
  private static List<String> names(Optional<String> written) {
    return written.map(text -> List.of(text.split(",", -1))).orElse(List.of());
  }

  /** What does not go together; each a sentence. */
  public List<String> problems() {
    var problems = new ArrayList<String>();
    if (version.isPresent() && !version.get().matches("[^\\s/]{1,255}")) {
      problems.add("--version takes a word of up to 255 letters, without slashes.");
    }
    if (diff && to.isPresent()) {
      problems.add("--diff and --to do not go together: one shows, the other writes.");
    }
    if (code.isPresent() && to.isEmpty()) {
      problems.add("--code says where the files of --to will lie; there is no --to.");
    }
    if (scheduling.cron().isEmpty()) {
      if (scheduling.zone().isPresent()
          || scheduling.catchup().isPresent()
          || scheduling.kickoff().isPresent()
          || !scheduling.fixed().isEmpty()) {
        problems.add(
            "--tz, --catchup, --kickoff and --fixed are of a schedule; there is no --schedule.");
      }
      if (scheduling.activate()) {
        problems.add("--activate is of a schedule; there is no --schedule.");
      }
      if (!inputs.isEmpty()) {
        problems.add(
            "'" + inputs.getFirst() + "': inputs are those of a schedule; there is no --schedule.");
      }
    }
    if (scheduling.activate() && (diff || to.isPresent())) {
      problems.add("--activate does not go with --diff or --to: they register nothing.");
    }
    return problems;
  }
}
