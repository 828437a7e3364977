package dev.updraft.types.wire;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.mapping.Transfers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files stay where they are; frames are strings. */
final class MemoryTransfers implements Transfers {
  @Override
  public Literal.Blob putFile(Path file) {
    return new Literal.Blob(
        "file:" + file, new LiteralType.Blob("", false), Optional.of("h" + file));
  }

  @Override
  public Path getFile(Literal.Blob file) {
    return Path.of(file.uri().substring("file:".length()));
  }

  @Override
  public Literal.StructuredDataset putFrame(Object frame) {
    return new Literal.StructuredDataset(
        "frame:" + frame,
        new LiteralType.StructuredDataset(List.of(), "parquet"),
        Optional.of("h" + frame));
  }

  @Override
  public Object getFrame(Literal.StructuredDataset frame, Class<?> type) {
    return new StringBuilder(frame.uri().substring("frame:".length()));
  }

  @Override
  public Literal.StructuredDataset putRows(Object frame, Class<? extends Record> row) {
    return putFrame(frame);
  }

  @Override
  public Object getRows(Literal.StructuredDataset frame, Class<? extends Record> row) {
    return getFrame(frame, row);
  }

  @Override
  public Literal.Blob putCoded(Object value, LiteralType.Blob form, Class<?> type) {
    return new Literal.Blob(
        "coded:" + value, new LiteralType.Blob("onnx", false), Optional.empty());
  }

  @Override
  public Object getCoded(Literal.Blob file, Class<?> type) {
    return new StringBuffer(file.uri().substring("coded:".length()));
  }
}
