package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.Column;
import dev.updraft.types.StructValue;
import java.util.List;

/** A dataframe whose columns are the components of a record. */
final class RowsForm extends Form {
  private final Class<? extends Record> row;

  RowsForm(Class<?> frame, Class<? extends Record> row, List<Column> columns) {
    super(
        frame,
        frame.getSimpleName() + "<" + row.getSimpleName() + ">",
        new LiteralType.StructuredDataset(columns, ""));
    this.row = row;
  }

  @Override
  boolean holdsData() {
    return true;
  }

  @Override
  Literal write(Object value, Place at, Transfers transfers) {
    try {
      return transfers.putRows(value, row);
    } catch (IllegalArgumentException misfit) {
      throw refused(at, misfit);
    }
  }

  @Override
  Object read(Literal literal, Place at, Transfers transfers) {
    if (!(literal instanceof Literal.StructuredDataset dataset)) {
      throw unexpected(literal, at);
    }
    try {
      return transfers.getRows(dataset, row);
    } catch (IllegalArgumentException misfit) {
      throw refused(at, misfit);
    }
  }

  private static ValueRefused refused(Place at, IllegalArgumentException misfit) {
    return new ValueRefused(at, String.valueOf(misfit.getMessage()), misfit);
  }

  /** Refused when the signature is read. */
  @Override
  StructValue write(Object value, Place at) {
    throw new IllegalStateException(at + ": data in a struct");
  }

  @Override
  Object read(StructValue component, Place at) {
    throw new IllegalStateException(at + ": data in a struct");
  }
}
