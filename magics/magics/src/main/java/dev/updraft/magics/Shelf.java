package dev.updraft.magics;

import dev.updraft.client.ExecutionNames;
import dev.updraft.client.model.Artifact;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.magics.view.Words;
import java.time.Instant;
import java.util.List;

/** Remembered outputs as a table: what {@code %outputs} and {@code %cache ls} list. */
final class Shelf {
  private Shelf() {}

  /**
   * @param most how many were asked for
   */
  static Table table(List<Artifact> artifacts, Instant now, int most) {
    var keys = artifacts.stream().map(Artifact::key).toList();
    return new Table(
        List.of(
            Heading.text("output"),
            Heading.text("made"),
            Heading.text("by"),
            Heading.text("in"),
            Heading.number("took"),
            Heading.number("size"),
            Heading.number("hits")),
        artifacts.stream().map(artifact -> row(artifact, keys, now)).toList(),
        "The catalog remembers nothing yet. Declare a task with --cache and run it.",
        artifacts.size() == most ? "the newest " + most + "; -n shows more" : "");
  }

  private static List<Cell> row(Artifact a, List<String> keys, Instant now) {
    return List.of(
        Cell.code(a.task().name() + "@" + ExecutionNames.shortest(a.key(), keys)),
        Cell.hover(Words.ago(a.madeAt(), now), a.madeAt().toString()),
        Cell.dim(a.madeBy()),
        Cell.code(a.source().map(s -> ExecutionNames.brief(s, a.task().name())).orElse("")),
        Cell.of(Words.duration(a.took())),
        Cell.of(Words.size(a.size())),
        Cell.of(Words.count(a.hits())));
  }
}
