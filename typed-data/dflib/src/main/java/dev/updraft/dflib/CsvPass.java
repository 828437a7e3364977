package dev.updraft.dflib;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dflib.DataFrame;
import org.dflib.Index;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** One reading of the file: the header makes the columns, each field goes to its own. */
final class CsvPass extends AbstractBaseCsvCallbackHandler<Boolean> {
  private final Path file;
  private final char[][] nulls;
  private final Map<String, CsvType> types;
  private final boolean onlyThose;
  private final List<String> names = new ArrayList<>();
  private @Nullable CsvColumn[] columns = {};
  private boolean inHeader = true;

  /**
   * @param types of columns, by name
   * @param onlyThose whether to leave out all other columns
   */
  CsvPass(Path file, Set<String> nulls, Map<String, CsvType> types, boolean onlyThose) {
    this.file = file;
    this.nulls = nulls.stream().map(String::toCharArray).toArray(char[][]::new);
    this.types = types;
    this.onlyThose = onlyThose;
  }

  @Override
  protected void handleField(int at, char[] buffer, int from, int length, boolean quoted) {
    if (inHeader) {
      names.add(new String(buffer, from, length));
      return;
    }
    var column = columns[at];
    if (column == null) {
      return;
    }
    if (!quoted && isNull(buffer, from, length)) {
      column.addNull();
    } else if (!column.add(buffer, from, length)) {
      throw new CsvRefused(
          "%s, line %d, column '%s': '%s' is not of type %s."
              .formatted(
                  file,
                  getStartingLineNumber(),
                  column.name,
                  new String(buffer, from, length),
                  column.type().word()));
    }
  }

  @Override
  protected Boolean buildRecord() {
    return true;
  }

  /** The reader has checked that each row has as many fields as the header. */
  void rowRead() {
    if (inHeader) {
      inHeader = false;
      columns = names.stream().map(this::column).toArray(CsvColumn[]::new);
    }
  }

  private @Nullable CsvColumn column(String name) {
    return onlyThose && !types.containsKey(name)
        ? null
        : new CsvColumn(name, types.getOrDefault(name, CsvType.NULL));
  }

  /** Names that repeat, and types asked for columns that are not there. */
  void checkNames() {
    if (names.isEmpty()) {
      throw new CsvRefused("%s is empty: a CSV file begins with a row of names.".formatted(file));
    }
    var seen = new LinkedHashSet<String>();
    for (var name : names) {
      if (!seen.add(name)) {
        throw new CsvRefused(
            "%s has two columns named '%s'. Rename one of them.".formatted(file, name));
      }
    }
    for (var name : types.keySet()) {
      if (!seen.contains(name)) {
        throw new CsvRefused(
            "%s has no column '%s'. Its columns are '%s'."
                .formatted(file, name, String.join("', '", names)));
      }
    }
  }

  /** The columns that turned out to be text too late. */
  Map<String, CsvType> textColumns() {
    var text = new HashMap<String, CsvType>();
    for (var column : columns) {
      if (column != null && column.isDropped()) {
        text.put(column.name, CsvType.TEXT);
      }
    }
    return text;
  }

  DataFrame frame() {
    return frame(this);
  }

  /** A frame of this pass's columns, but for those that another pass read again. */
  DataFrame frame(CsvPass again) {
    var series = new Series<?>[columns.length];
    for (int at = 0; at < series.length; at++) {
      var column = again.columns[at] == null ? columns[at] : again.columns[at];
      series[at] = column == null ? Series.of() : column.series();
    }
    return DataFrame.byColumn(Index.of(names.toArray(String[]::new))).of(series);
  }

  private boolean isNull(char[] buffer, int from, int length) {
    for (var text : nulls) {
      if (text.length == length && Arrays.equals(text, 0, length, buffer, from, from + length)) {
        return true;
      }
    }
    return false;
  }
}
