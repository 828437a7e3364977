package dev.updraft.magics.view;

import dev.updraft.api.frames.FrameColumn;
import dev.updraft.cell.Columns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A column of a dataframe as it is written: all of its figures with the same number of decimals.
 */
record FrameCells(String name, String type, boolean number, List<Cell> cells) {
  private static final int LONGEST = 40;
  private static final int MOST_DECIMALS = 3;
  private static final BigDecimal SEPARATED_FROM = BigDecimal.valueOf(10_000);
  private static final BigDecimal TINY = new BigDecimal("0.0005");
  private static final BigDecimal HUGE = new BigDecimal("1e15");

  /**
   * A value as it is written.
   *
   * @param whole shown on hover; empty where {@code text} is all
   */
  record Cell(String text, String whole, boolean isNull) {}

  static FrameCells of(FrameColumn column, int rows) {
    var values = IntStream.range(0, rows).<@Nullable Object>mapToObj(column::get).toList();
    var figures = values.stream().filter(Objects::nonNull).flatMap(FrameCells::figure).toList();
    var number =
        column.type().javaClass() != Boolean.class
            && Number.class.isAssignableFrom(column.type().javaClass());
    var format = format(figures);
    return new FrameCells(
        column.name(),
        typeName(column),
        number,
        IntStream.range(0, rows).mapToObj(row -> cell(column.get(row), number, format)).toList());
  }

  /** In columns, with the headings. */
  int width() {
    return Stream.concat(Stream.of(name, type), cells.stream().map(Cell::text))
        .mapToInt(Columns::width)
        .max()
        .orElse(0);
  }

  private static String typeName(FrameColumn column) {
    return column instanceof FrameColumn.Primitive primitive
        ? primitive.values().getClass().getComponentType().getName()
        : column.type().javaClass().getSimpleName();
  }

  /** Nothing for what is no finite number. */
  private static Stream<BigDecimal> figure(Object value) {
    return switch (value) {
      case BigDecimal exact -> Stream.of(exact);
      case Double d when Double.isFinite(d) -> Stream.of(BigDecimal.valueOf(d));
      case Float f when Float.isFinite(f) -> Stream.of(new BigDecimal(f.toString()));
      case Number whole when !(whole instanceof Double) && !(whole instanceof Float) ->
          Stream.of(new BigDecimal(whole.toString()));
      default -> Stream.empty();
    };
  }

  /**
   * Thousands are separated only where the column has a figure of five digits, so that years stay
   * years.
   */
  private static DecimalFormat format(List<BigDecimal> figures) {
    var decimals =
        figures.stream().mapToInt(figure -> figure.stripTrailingZeros().scale()).max().orElse(0);
    var format = new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    format.setMinimumFractionDigits(Math.clamp(decimals, 0, MOST_DECIMALS));
    format.setMaximumFractionDigits(Math.clamp(decimals, 0, MOST_DECIMALS));
    format.setGroupingSize(3);
    format.setGroupingUsed(
        figures.stream().anyMatch(figure -> figure.abs().compareTo(SEPARATED_FROM) >= 0));
    return format;
  }

  private static Cell cell(@Nullable Object value, boolean number, DecimalFormat format) {
    if (value == null) {
      return new Cell("null", "", true);
    }
    var plain = value instanceof byte[] bytes ? Words.size(bytes.length) : value.toString();
    if (number) {
      return figure(value)
          .findFirst()
          .map(exact -> figure(exact, plain, format))
          .orElse(new Cell(plain, "", false));
    }
    if (plain.isEmpty()) {
      return new Cell("\"\"", "", false);
    }
    var line = plain.replace('\n', '↵').replace('\t', ' ');
    var cut = Columns.cut(line, LONGEST);
    return new Cell(cut, cut.equals(plain) ? "" : plain, false);
  }

  private static Cell figure(BigDecimal exact, String plain, DecimalFormat format) {
    var size = exact.abs();
    if (size.signum() != 0 && (size.compareTo(TINY) < 0 || size.compareTo(HUGE) >= 0)) {
      return new Cell(String.format(Locale.ROOT, "%.3g", exact), plain, false);
    }
    var text = format.format(exact);
    return new Cell(text, exact.stripTrailingZeros().scale() > MOST_DECIMALS ? plain : "", false);
  }
}
