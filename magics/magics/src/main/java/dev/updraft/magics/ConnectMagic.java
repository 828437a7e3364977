package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.client.Settings;
import dev.updraft.client.grpc.Executions;
import dev.updraft.client.model.Labels;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code %connect}: chooses the backend; without arguments says which one it is. */
final class ConnectMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%connect",
          List.of("[ENDPOINT or CONFIG]"),
          List.of(
              Option.value("--project", "P", "whose catalog and executions"),
              Option.value("--domain", "D", "development, staging or production"),
              Option.value("--notebook", "NAME", "what executions are labelled with")));

  private final Workbench bench;

  ConnectMagic(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public Object call(List<String> words) {
    var line = GRAMMAR.read(words);
    var target = line.word(0);
    var project = line.text("--project");
    var domain = line.text("--domain");
    var name = line.text("--notebook");
    line.check();
    var asked = target.isPresent() || project.isPresent() || domain.isPresent() || name.isPresent();
    var session =
        asked
            ? bench.connection().open(new Settings.Asked(target, project, domain), name)
            : bench.connection().session();
    var about = session.about();
    var lines = new ArrayList<String>();
    lines.add(
        "project " + about.project() + " · domain " + about.domain() + " · as " + about.user());
    if (!about.own()) {
      lines.add(
          "a Flyte without Updraft's own service: calls, caching, workflows, schedules and values work;"
              + " what is remembered is not listed, logs are links");
    }
    var running =
        session
            .backend()
            .executions()
            .list(
                new Executions.Query(
                    about.project(),
                    about.domain(),
                    "",
                    mine(session.settings()),
                    true,
                    false,
                    Optional.empty(),
                    20));
    running.forEach(
        row ->
            lines.add(
                "still running: " + row.task() + " · %status " + CellCalls.brief(row.id().name())));
    return new Note(
        Glyph.DONE, "connected to " + about.endpoint() + " · " + about.version(), lines);
  }

  /** What of this notebook may still run; an unnamed notebook has only its session. */
  private static Map<String, String> mine(Settings settings) {
    return settings.notebook().isEmpty()
        ? Map.of(Labels.SESSION, Labels.value(settings.session()))
        : Map.of(Labels.NOTEBOOK, Labels.value(settings.notebook()));
  }
}
