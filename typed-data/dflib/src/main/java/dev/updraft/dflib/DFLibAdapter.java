package dev.updraft.dflib;

import dev.updraft.api.frames.FrameAdapter;
import dev.updraft.api.frames.FrameColumn;
import java.util.List;
import org.dflib.DataFrame;

/**
 * Lends DFLib's dataframes to Updraft; found by service loader, and harmless where DFLib is
 * missing.
 */
public final class DFLibAdapter implements FrameAdapter<DataFrame> {
  @Override
  public String frameClass() {
    return "org.dflib.DataFrame";
  }

  @Override
  public List<FrameColumn> columns(DataFrame frame) {
    return SeriesColumns.of(frame);
  }

  @Override
  public DataFrame frame(List<FrameColumn> columns) {
    return SeriesColumns.frame(columns);
  }

  @Override
  public int rows(DataFrame frame) {
    return frame.height();
  }

  @Override
  public DataFrame head(DataFrame frame, int rows) {
    return frame.head(rows);
  }
}
