package dev.updraft.magics;

import dev.updraft.cell.Grammar;
import dev.updraft.cell.Option;
import dev.updraft.client.model.BackendException;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.view.Glyph;
import dev.updraft.magics.view.Note;
import dev.updraft.magics.view.Words;
import java.util.ArrayList;
import java.util.List;

/** {@code %cache}: the shelf of remembered outputs: {@code show} one, {@code rm} one. */
final class CacheMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%cache", List.of("show|rm", "X@KEY"), List.of(Option.flag("--yes", "do remove it")));

  private final Workbench bench;
  private final Targets targets;

  CacheMagic(Workbench bench) {
    this.bench = bench;
    this.targets = new Targets(bench);
  }

  @Override
  public Object call(List<String> words) {
    var line = GRAMMAR.read(words);
    var verb = line.word(0).orElse("");
    if (!verb.isEmpty() && !verb.equals("show") && !verb.equals("rm")) {
      line.problem("there is no '" + verb + "': show an output, or rm (remove) it.");
    }
    var yes = line.has("--yes");
    line.check();
    var artifact = targets.artifact(line.word(1).orElseThrow());
    var entry = CellCalls.entry(artifact.task().name(), artifact.key());
    var now = bench.clock().instant();
    if (verb.equals("show")) {
      var lines = new ArrayList<String>();
      lines.add(
          "made "
              + Words.ago(artifact.madeAt(), now)
              + by(artifact.madeBy())
              + " · took "
              + Words.duration(artifact.took()));
      lines.add(
          Words.size(artifact.size())
              + " · "
              + Words.count(artifact.hits(), "hit")
              + " · key "
              + artifact.key());
      lines.add(
          artifact.codeKey().isEmpty()
              ? "cache version " + artifact.cacheVersion()
              : "code " + artifact.codeKey());
      return new Note(Glyph.HIT, entry, lines);
    }
    if (!yes) {
      throw new NotebookError(
          "This forgets "
              + entry
              + ", made "
              + Words.ago(artifact.madeAt(), now)
              + by(artifact.madeBy())
              + " for everybody in the project. Say so: %cache rm "
              + entry
              + " --yes");
    }
    try {
      var settings = bench.session().settings();
      bench
          .session()
          .backend()
          .catalog()
          .remove(settings.project(), settings.domain(), artifact.task().name(), artifact.key());
      return new Note(Glyph.DONE, entry + " is forgotten: the next equal call runs.", List.of());
    } catch (BackendException e) {
      throw new NotebookError(String.valueOf(e.getMessage()), null, e);
    }
  }

  private static String by(String who) {
    return who.isEmpty() ? "" : " by " + who;
  }
}
