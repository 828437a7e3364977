package dev.updraft.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updraft.api.frames.FrameAdapter;
import dev.updraft.api.frames.FrameColumn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameAdaptersTest {
  private final FrameAdapters adapters = FrameAdapters.of(FrameAdaptersTest.class.getClassLoader());

  @Test
  void adapterIsFoundByTheClassThatASignatureNames() {
    assertThat(adapters.forType(Table.class)).isPresent();
    assertThat(adapters.forType(String.class)).isEmpty();
  }

  @Test
  void adapterIsFoundForAValueOfAHiddenClass() {
    assertThat(adapters.forValue(new HiddenTable(List.of()))).isPresent();
    assertThat(adapters.forValue("text")).isEmpty();
  }

  /** A library's frame, as far as a test needs one. */
  public interface Table {
    List<FrameColumn> columns();
  }

  private static class HiddenTable extends ArrayList<String> implements Table {
    private static final long serialVersionUID = 1L;
    private final transient List<FrameColumn> columns;

    HiddenTable(List<FrameColumn> columns) {
      this.columns = columns;
    }

    @Override
    public List<FrameColumn> columns() {
      return columns;
    }
  }

  /** Found by service loader. */
  public static final class TableAdapter implements FrameAdapter<Table> {
    @Override
    public String frameClass() {
      return Table.class.getName();
    }

    @Override
    public List<FrameColumn> columns(Table frame) {
      return frame.columns();
    }

    @Override
    public Table frame(List<FrameColumn> columns) {
      return new HiddenTable(columns);
    }

    @Override
    public int rows(Table frame) {
      return frame.columns().getFirst().size();
    }

    @Override
    public Table head(Table frame, int rows) {
      return frame;
    }
  }
}
