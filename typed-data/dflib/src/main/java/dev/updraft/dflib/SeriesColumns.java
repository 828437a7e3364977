package dev.updraft.dflib;

import dev.updraft.api.frames.FrameColumn;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.dflib.BooleanSeries;
import org.dflib.DataFrame;
import org.dflib.DoubleSeries;
import org.dflib.FloatSeries;
import org.dflib.Index;
import org.dflib.IntSeries;
import org.dflib.LongSeries;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/**
 * Series to columns and back: a primitive series stays primitive, any other becomes objects of one
 * class.
 */
final class SeriesColumns {
  private SeriesColumns() {}

  static List<FrameColumn> of(DataFrame frame) {
    var columns = new ArrayList<FrameColumn>();
    for (var name : frame.getColumnsIndex()) {
      columns.add(column(name, frame.getColumn(name)));
    }
    return columns;
  }

  static DataFrame frame(List<FrameColumn> columns) {
    var names = columns.stream().map(FrameColumn::name).toArray(String[]::new);
    return DataFrame.byColumn(Index.of(names))
        .of(columns.stream().map(SeriesColumns::series).toArray(Series[]::new));
  }

  private static FrameColumn column(String name, Series<?> series) {
    int size = series.size();
    return switch (series) {
      case BooleanSeries s -> {
        var values = new boolean[size];
        s.copyToBool(values, 0, 0, size);
        yield new FrameColumn.Booleans(name, values);
      }
      case IntSeries s -> {
        var values = new int[size];
        s.copyToInt(values, 0, 0, size);
        yield new FrameColumn.Ints(name, values);
      }
      case LongSeries s -> {
        var values = new long[size];
        s.copyToLong(values, 0, 0, size);
        yield new FrameColumn.Longs(name, values);
      }
      case FloatSeries s -> {
        var values = new float[size];
        s.copyToFloat(values, 0, 0, size);
        yield new FrameColumn.Floats(name, values);
      }
      case DoubleSeries s -> {
        var values = new double[size];
        s.copyToDouble(values, 0, 0, size);
        yield new FrameColumn.Doubles(name, values);
      }
      default -> FrameColumn.ofObjects(name, objects(series));
    };
  }

  /**
   * An array of the series' own class where it knows one, so that a column of nothing but nulls
   * keeps its type. A view over primitives, such as a left join makes, may hold nulls and is boxed.
   */
  private static @Nullable Object[] objects(Series<?> series) {
    var type = MethodType.methodType(series.getNominalType()).wrap().returnType();
    var values = (@Nullable Object[]) Array.newInstance(type, series.size());
    series.copyTo(values, 0, 0, values.length);
    return values;
  }

  private static Series<?> series(FrameColumn column) {
    return switch (column) {
      case FrameColumn.Booleans c -> Series.ofBool(c.values());
      case FrameColumn.Ints c -> Series.ofInt(c.values());
      case FrameColumn.Longs c -> Series.ofLong(c.values());
      case FrameColumn.Floats c -> Series.ofFloat(c.values());
      case FrameColumn.Doubles c -> Series.ofDouble(c.values());
      case FrameColumn.Objects c -> Series.of(c.values());
    };
  }
}
