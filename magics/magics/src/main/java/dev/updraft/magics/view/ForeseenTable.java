package dev.updraft.magics.view;

import dev.updraft.client.ExecutionNames;
import dev.updraft.client.model.Foreseen;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.types.wire.Wire;
import java.util.List;

/** What a launch would hit and what it would run, node by node. */
public final class ForeseenTable {
  private ForeseenTable() {}

  public static Table of(List<Foreseen> foreseen) {
    return new Table(
        List.of(
            Heading.text(" "),
            Heading.text("node"),
            Heading.text("of"),
            Heading.text("would"),
            Heading.text("inputs")),
        foreseen.stream().map(ForeseenTable::row).toList(),
        "There is nothing to run.",
        "Nothing ran. A node that is not listed waits for one that would run: it runs too, unless its inputs come out equal.");
  }

  private static List<Cell> row(Foreseen node) {
    return List.of(
        Cell.of(
            switch (node.outlook()) {
              case HIT -> Glyph.HIT;
              case MISS, UNCACHED -> Glyph.RUNNING;
              case FAIL -> Glyph.FAILED;
            }),
        Cell.code(node.path()),
        Cell.of(node.name()),
        Cell.of(words(node)),
        Cell.code(LiteralText.preview(Wire.readLiterals(node.inputs()))));
  }

  private static String words(Foreseen node) {
    return switch (node.outlook()) {
      case HIT ->
          node.artifact()
              .map(
                  hit ->
                      "hit "
                          + hit.task().name()
                          + "@"
                          + ExecutionNames.brief(hit.key())
                          + " · saves "
                          + Words.duration(hit.took()))
              .orElse("hit");
      case MISS -> "run: not remembered for these inputs";
      case UNCACHED -> "run: never remembered, or not to be used";
      case FAIL -> "fail: " + node.why();
    };
  }
}
