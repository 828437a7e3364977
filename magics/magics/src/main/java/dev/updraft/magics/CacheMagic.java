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
import java.util.stream.Stream;

/**
 * {@code %cache}: the shelf of remembered outputs: {@code ls} lists it, {@code why} tells what a
 * call would do, {@code show} shows one output, {@code rm} forgets one.
 */
final class CacheMagic implements Magics.LineMagic {
  static final Grammar GRAMMAR =
      new Grammar(
          "%cache",
          List.of("ls|why|show|rm", "[X or X@KEY]", "[input=value..]"),
          Stream.concat(
                  Stream.of(
                      Option.value("-n", "ROWS", "how many to list"),
                      Option.flag("--yes", "do remove it")),
                  Shelf.OPTIONS.stream())
              .toList());
  private static final List<String> VERBS = List.of("ls", "why", "show", "rm");

  private final Workbench bench;
  private final Targets targets;

  CacheMagic(Workbench bench) {
    this.bench = bench;
    this.targets = new Targets(bench);
  }

  @Override
  public Object call(List<String> words) throws InterruptedException {
    var line = GRAMMAR.read(words);
    var verb = line.word(0).orElse("");
    if (!verb.isEmpty() && !VERBS.contains(verb)) {
      line.problem(
          "there is no '"
              + verb
              + "': ls lists what is remembered, why tells what a call would do, show shows an output, rm removes it.");
    }
    if (VERBS.indexOf(verb) > 0 && line.word(1).isEmpty()) {
      line.problem(verb.equals("why") ? "X is missing." : "X@KEY is missing.");
    }
    if (!verb.equals("why") && line.words().size() > 2) {
      line.problem("'" + line.words().get(2) + "' is one word too many.");
    }
    var yes = line.has("--yes");
    var rows = line.whole("-n", 1, 10_000).orElse(20);
    var asked = Shelf.Asked.read(line, bench.clock().instant(), "", rows);
    if (!verb.equals("ls") && asked.narrowed()) {
      line.problem("--by, --notebook, --since and --before are for ls.");
    }
    line.check();
    return switch (verb) {
      case "ls" -> new Shelf(bench).table("%cache", words, line.word(1).orElse(""), asked);
      case "why" ->
          new WhyCache(bench)
              .explain(
                  "%cache why",
                  line.word(1).orElseThrow(), line.words().subList(2, line.words().size()));
      default -> one(verb, line.word(1).orElseThrow(), yes);
    };
  }

  private Note one(String verb, String target, boolean yes) {
    var artifact = targets.artifact(target);
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
