package dev.updraft.magics;

import dev.updraft.cell.Nearest;
import dev.updraft.client.model.Artifact;
import dev.updraft.magics.notebook.NotebookError;
import dev.updraft.magics.notebook.View;
import dev.updraft.magics.view.FirstRows;
import dev.updraft.magics.view.LiteralText;
import dev.updraft.magics.view.Table;
import dev.updraft.magics.view.Table.Cell;
import dev.updraft.magics.view.Table.Heading;
import dev.updraft.magics.view.ValuesView;
import dev.updraft.magics.view.ValuesView.Value;
import dev.updraft.magics.view.Words;
import dev.updraft.types.Literal;
import dev.updraft.types.Literals;
import dev.updraft.types.mapping.TaskMapping;
import dev.updraft.types.mapping.Transfers;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a task made, as it is stored: looked at without loading it.
 *
 * @param said what the user wrote for it
 * @param task who made it
 * @param bytes the outputs' literal map
 * @param size stored, as far as it is known
 */
record StoredOutputs(String said, String task, byte[] bytes, long size) {
  /** A value above this is pulled into the notebook only when somebody asks for all of it. */
  static final long LIMIT = 1_000_000_000L;

  static StoredOutputs of(String said, Artifact artifact) {
    return new StoredOutputs(
        said,
        artifact.task().name(),
        artifact.outputs(),
        Math.max(artifact.size(), size(artifact.outputs())));
  }

  static StoredOutputs of(String said, String task, byte[] outputs) {
    return new StoredOutputs(said, task, outputs, size(outputs));
  }

  /** The one output of that name. */
  StoredOutputs only(String name) {
    var literals = literals();
    var literal = literals.get(name);
    if (literal == null) {
      throw new NotebookError(
          said
              + " has no output '"
              + name
              + "'. It has: "
              + String.join(", ", literals.keySet().stream().sorted().toList())
              + "."
              + Nearest.to(name, literals.keySet())
                  .map(near -> " Did you mean " + near + "?")
                  .orElse(""));
    }
    var outputs = Wire.writeLiterals(Map.of(name, literal));
    return new StoredOutputs(said + "." + name, task, outputs, size(outputs));
  }

  /** One output as the method that makes it has it. */
  Object value(String name, TaskMapping mapping, Transfers transfers) {
    return mapping.output(name, Objects.requireNonNull(literals().get(name), name), transfers);
  }

  /** Refuses what would take long and fill the memory. */
  void checkSize() {
    if (size > LIMIT) {
      throw new NotebookError(
          said
              + " holds "
              + Words.size(size)
              + ", and more than "
              + Words.size(LIMIT)
              + " is loaded only when you ask for it: %outputs "
              + said
              + " --all. Its first rows: %outputs "
              + said
              + " --head 20");
    }
  }

  /** Dataframes by their first rows, anything else in a line. */
  View head(int rows) {
    var values =
        literals().entrySet().stream()
            .map(output -> head(output.getKey(), output.getValue(), rows))
            .toList();
    return values.size() == 1 && values.getFirst() instanceof Value.Frame frame
        ? frame.table()
        : new ValuesView(values);
  }

  private Value head(String name, Literal literal, int rows) {
    if (!(literal instanceof Literal.StructuredDataset frame)) {
      return new Value.Plain(name, LiteralText.of(literal));
    }
    return FirstRows.of(frame, rows)
        .<Value>map(table -> new Value.Frame(name, table))
        .orElseGet(
            () ->
                new Value.Plain(
                    name, "lies on another machine: " + frame.uri() + "; see --schema"));
  }

  /** Each output with its type; a dataframe's columns below it. */
  Table schema() {
    var rows = new ArrayList<List<Cell>>();
    literals()
        .forEach(
            (name, literal) -> {
              rows.add(List.of(Cell.code(name), Cell.of(type(literal))));
              if (literal instanceof Literal.StructuredDataset frame) {
                FirstRows.columns(frame)
                    .forEach(
                        column ->
                            rows.add(
                                List.of(
                                    Cell.code(name + "." + column.name()),
                                    Cell.of(column.type()))));
              }
            });
    return new Table(
        List.of(Heading.text("name"), Heading.text("type")), rows, "This task has no outputs.", "");
  }

  private static String type(Literal literal) {
    return switch (literal) {
      case Literal.Integer ignored -> "an integer";
      case Literal.Float ignored -> "a float";
      case Literal.Text ignored -> "a string";
      case Literal.Bool ignored -> "a boolean";
      case Literal.Datetime ignored -> "a datetime";
      case Literal.Span ignored -> "a duration";
      case Literal.None ignored -> "no value";
      case Literal.Binary ignored -> "bytes";
      case Literal.Struct ignored -> "a record";
      case Literal.Collection ignored -> "a list";
      case Literal.MapOf ignored -> "a map";
      case Literal.Union union -> union.type().inWords();
      case Literal.Blob blob -> blob.type().inWords();
      case Literal.StructuredDataset frame -> frame.type().inWords();
      case Literal.Hashed hashed -> type(hashed.value());
      case Literal.Foreign foreign -> foreign.description();
    };
  }

  private Map<String, Literal> literals() {
    return Wire.readLiterals(bytes);
  }

  /** The catalog may count the literals alone; what they refer to is what weighs. */
  private static long size(byte[] outputs) {
    return outputs.length
        + Wire.readLiterals(outputs).values().stream()
            .flatMap(Literals::uris)
            .flatMap(uri -> FirstRows.here(uri).stream())
            .mapToLong(StoredOutputs::size)
            .sum();
  }

  private static long size(Path stored) {
    try (var files = Files.walk(stored)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read '" + stored + "'.", e);
    }
  }
}
