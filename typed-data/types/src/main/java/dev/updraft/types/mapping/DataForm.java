package dev.updraft.types.mapping;

import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.StructValue;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Files, dataframes and what has a codec: the literal says where they lie. */
final class DataForm extends Form {
  private final Kind kind;
  private final Class<?> javaClass;

  private enum Kind {
    FILE,
    FRAME,
    CODED
  }

  private DataForm(Kind kind, Class<?> javaClass, LiteralType type) {
    super(javaClass, javaClass.getSimpleName(), type);
    this.kind = kind;
    this.javaClass = javaClass;
  }

  static Form file() {
    return new DataForm(Kind.FILE, Path.class, new LiteralType.Blob("", false));
  }

  static Form frame(Class<?> javaClass) {
    return new DataForm(Kind.FRAME, javaClass, new LiteralType.StructuredDataset(List.of(), ""));
  }

  static Form coded(Class<?> javaClass, String format) {
    return new DataForm(Kind.CODED, javaClass, new LiteralType.Blob(format, false));
  }

  @Override
  boolean holdsData() {
    return true;
  }

  @Override
  Literal write(Object value, Place at, Transfers transfers) {
    return switch (kind) {
      case FILE -> transfers.putFile((Path) value);
      case FRAME -> transfers.putFrame(value);
      case CODED ->
          coded(at, () -> transfers.putCoded(value, (LiteralType.Blob) type(), javaClass));
    };
  }

  /** Codecs are the user's: what they cannot do is told with the place. */
  private static <T> T coded(Place at, Supplier<T> step) {
    try {
      return step.get();
    } catch (IllegalArgumentException failed) {
      throw new ValueRefused(at, String.valueOf(failed.getMessage()), failed);
    }
  }

  @Override
  Object read(Literal literal, Place at, Transfers transfers) {
    if (kind == Kind.FRAME && literal instanceof Literal.StructuredDataset dataset) {
      return transfers.getFrame(dataset, javaClass);
    } else if (kind == Kind.FILE
        && literal instanceof Literal.Blob file
        && !file.type().multipart()) {
      return transfers.getFile(file);
    } else if (kind == Kind.CODED
        && literal instanceof Literal.Blob file
        && !file.type().multipart()) {
      return coded(at, () -> transfers.getCoded(file, javaClass));
    }
    throw unexpected(literal, at);
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
