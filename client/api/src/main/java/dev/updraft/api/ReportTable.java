package dev.updraft.api;

import dev.updraft.api.frames.Frame;
import dev.updraft.api.frames.FrameAdapter;
import dev.updraft.api.frames.FrameColumn;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * First rows of a table, as they were when it was added.
 *
 * @param rows of as many cells as there are columns
 * @param all how many rows there are in all
 */
record ReportTable(List<String> columns, List<List<Cell>> rows, long all) implements ReportPart {
  /** As many as a reader scrolls through. */
  static final int MOST_ROWS = 1000;

  private static final int LONGEST_CELL = 200;
  private static final double SEPARATED_FROM = 10_000;
  private static final double TINY = 0.0005;
  private static final double HUGE = 1e15;

  /** A value as it is written. */
  record Cell(String text, String style) {
    static final Cell NONE = new Cell("", "");

    static Cell of(@Nullable Object value) {
      return switch (value) {
        case null -> new Cell("null", "null");
        case Double d -> new Cell(figure(d, d), "num");
        case Float f -> new Cell(figure(f, f), "num");
        case BigDecimal exact -> new Cell(figure(exact, exact.doubleValue()), "num");
        case Number whole -> new Cell(figure(whole, whole.doubleValue()), "num");
        default -> new Cell(cut(String.valueOf(value)), "");
      };
    }

    /** Thousands are separated from five digits on, so that years stay years. */
    private static String figure(Number number, double near) {
      var size = Math.abs(near);
      if (!Double.isFinite(near)) {
        return number.toString();
      }
      if (size != 0 && (size < TINY || size >= HUGE)) {
        return String.format(Locale.ROOT, "%.3g", near);
      }
      var format =
          new DecimalFormat(
              size >= SEPARATED_FROM ? "#,##0.###" : "0.###",
              DecimalFormatSymbols.getInstance(Locale.ROOT));
      return format.format(number);
    }

    private static String cut(String text) {
      return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL - 1) + "…";
    }
  }

  static ReportTable of(Collection<?> values) {
    var named = new ArrayList<Map<String, Cell>>();
    for (Object value : values) {
      if (named.size() == MOST_ROWS) {
        break;
      }
      named.add(row(value));
    }
    var columns = new LinkedHashSet<String>();
    named.forEach(row -> columns.addAll(row.keySet()));
    return new ReportTable(
        List.copyOf(columns),
        named.stream()
            .map(row -> columns.stream().map(name -> row.getOrDefault(name, Cell.NONE)).toList())
            .toList(),
        values.size());
  }

  private static Map<String, Cell> row(@Nullable Object value) {
    var cells = new LinkedHashMap<String, Cell>();
    switch (value) {
      case Record record -> {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          cells.put(component.getName(), Cell.of(component(record, component)));
        }
      }
      case Map<?, ?> map ->
          map.forEach((name, each) -> cells.put(String.valueOf(name), Cell.of(each)));
      case null, default -> cells.put("value", Cell.of(value));
    }
    return cells;
  }

  private static @Nullable Object component(Record record, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "Component '"
              + component.getName()
              + "' of the record "
              + record.getClass().getName()
              + " cannot be read for a report: "
              + (e.getCause() == null ? e : e.getCause()),
          e);
    }
  }

  static ReportTable ofFrame(Object frame) {
    if (frame instanceof Frame<?> typed) {
      return of(typed.columns(), typed.size());
    }
    var types = new HashSet<String>();
    collect(frame.getClass(), types);
    return Stream.of(
            Thread.currentThread().getContextClassLoader(), frame.getClass().getClassLoader())
        .flatMap(loader -> ServiceLoader.load(FrameAdapter.class, loader).stream())
        .map(ServiceLoader.Provider::get)
        .filter(adapter -> types.contains(adapter.frameClass()))
        .findFirst()
        .map(adapter -> read(adapter, frame))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "A report's table is a collection of records or a dataframe, but "
                        + frame.getClass().getName()
                        + " is neither: no adapter on the class path knows it. Pass a list of records."));
  }

  @SuppressWarnings("unchecked")
  private static <F> ReportTable read(FrameAdapter<F> adapter, Object value) {
    var frame = (F) value;
    return of(adapter.columns(adapter.head(frame, MOST_ROWS)), adapter.rows(frame));
  }

  private static ReportTable of(List<FrameColumn> columns, long all) {
    var rows = new ArrayList<List<Cell>>();
    var size = columns.isEmpty() ? 0 : Math.min(columns.getFirst().size(), MOST_ROWS);
    for (var row = 0; row < size; row++) {
      var at = row;
      rows.add(columns.stream().map(column -> Cell.of(column.get(at))).toList());
    }
    return new ReportTable(columns.stream().map(FrameColumn::name).toList(), rows, all);
  }

  private static void collect(@Nullable Class<?> type, Set<String> names) {
    if (type != null && names.add(type.getName())) {
      collect(type.getSuperclass(), names);
      for (var each : type.getInterfaces()) {
        collect(each, names);
      }
    }
  }

  @Override
  public String noun() {
    return "a table";
  }

  @Override
  public long leastBytes() {
    return 9L * columns.size() * rows.size();
  }

  @Override
  public String html() {
    var out = new StringBuilder("<table><tr>");
    for (var at = 0; at < columns.size(); at++) {
      out.append(numbers(at) ? "<th class=\"num\">" : "<th>")
          .append(ReportPart.escaped(columns.get(at)))
          .append("</th>");
    }
    out.append("</tr>\n");
    for (List<Cell> row : rows) {
      out.append("<tr>");
      for (Cell cell : row) {
        out.append(cell.style().isEmpty() ? "<td>" : "<td class=\"" + cell.style() + "\">")
            .append(ReportPart.escaped(cell.text()))
            .append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</table>");
    return rows.size() == all
        ? out.toString()
        : out.append("<p class=\"dim\">")
            .append(String.format(Locale.ROOT, "the first %,d of %,d rows", rows.size(), all))
            .append("</p>")
            .toString();
  }

  /** Whether a column has numbers, as its first value that says so. */
  private boolean numbers(int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(cell -> !cell.style().equals("null"))
        .findFirst()
        .filter(cell -> cell.style().equals("num"))
        .isPresent();
  }
}
