package dev.updraft.runner;

import dev.updraft.api.frames.Frame;
import dev.updraft.api.frames.FrameAdapter;
import dev.updraft.api.frames.FrameColumn;
import dev.updraft.frames.ColumnTypes;
import dev.updraft.frames.FrameAdapters;
import dev.updraft.frames.FrameFile;
import dev.updraft.frames.StoredFrame;
import dev.updraft.frames.codec.Codecs;
import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.mapping.CodecFormat;
import dev.updraft.types.mapping.DataClasses;
import dev.updraft.types.mapping.Transfers;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The task's dataframes, files and coded values: below the attempt's own prefix, or where a literal
 * says. Adapters and codecs are looked for among the user's jars when a type from there comes up,
 * not before.
 */
final class UserData implements DataClasses, Transfers {
  private static final String FORMAT = "parquet";

  private final ClassLoader loader;
  private final String rawPrefix;
  private @Nullable FrameAdapters adapters;
  private @Nullable Codecs codecs;
  private int made;

  UserData(ClassLoader loader, String rawPrefix) {
    this.loader = loader;
    this.rawPrefix = rawPrefix;
  }

  @Override
  public boolean isFrame(Class<?> type) {
    return !isKnown(type) && adapters().forType(type).isPresent();
  }

  @Override
  public CodecFormat codecFormat(Class<?> type) {
    return isKnown(type) ? CodecFormat.none() : codecs().format(type);
  }

  @Override
  public boolean isFrameOfRows(Class<?> type) {
    return type == Frame.class;
  }

  @Override
  public Optional<LiteralType> column(Type component) {
    return ColumnTypes.ofComponent(component);
  }

  /**
   * Records and enums of the closure, and what has a literal of its own: nobody's adapter or codec
   * could know those better.
   */
  private boolean isKnown(Class<?> type) {
    return loader.equals(type.getClassLoader()) || !Codecs.mayBeFor(type);
  }

  private FrameAdapters adapters() {
    FrameAdapters present = adapters;
    if (present == null) {
      present = FrameAdapters.of(loader);
      adapters = present;
    }
    return present;
  }

  private Codecs codecs() {
    Codecs present = codecs;
    if (present == null) {
      present = Codecs.of(loader);
      codecs = present;
    }
    return present;
  }

  @Override
  public Literal.Blob putFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new AttemptFailed(
          TaskError.refused(
              "InvalidOutput",
              "The task returned the path '"
                  + file
                  + "', which is "
                  + (Files.exists(file) ? "a folder" : "not there")
                  + ". Return the path of a file that the task wrote."));
    }
    String uri = fresh() + "/" + file.getFileName();
    try {
      Path target = LocalFiles.path(uri);
      Files.createDirectories(parent(target));
      Files.copy(file, target);
      return stored(uri, target, new LiteralType.Blob("", false));
    } catch (IOException e) {
      throw unavailable("store the file " + file, e);
    }
  }

  @Override
  public Path getFile(Literal.Blob file) {
    Path stored = LocalFiles.path(file.uri());
    try {
      Path folder = WorkFiles.forInput(made++);
      Files.createDirectories(folder);
      return Files.copy(stored, folder.resolve(String.valueOf(stored.getFileName())));
    } catch (IOException e) {
      throw unavailable("read the file " + file.uri(), e);
    }
  }

  @Override
  public Literal.StructuredDataset putFrame(Object frame) {
    FrameAdapter<Object> adapter =
        adapters()
            .forValue(frame)
            .orElseThrow(
                () -> new IllegalStateException("No adapter for " + frame.getClass().getName()));
    return store(adapter.columns(frame));
  }

  private Literal.StructuredDataset store(List<FrameColumn> columns) {
    StoredFrame stored = StoredFrame.of(columns);
    String uri = fresh();
    Path folder = LocalFiles.path(uri);
    FrameFile.write(folder, stored);
    try {
      flush(folder.resolve(FrameFile.NAME));
    } catch (IOException e) {
      throw unavailable("store a dataframe at " + uri, e);
    }
    var type = new LiteralType.StructuredDataset(stored.columnTypes(), FORMAT);
    return new Literal.StructuredDataset(uri, type, Optional.of(stored.hash()));
  }

  @Override
  public Object getFrame(Literal.StructuredDataset frame, Class<?> type) {
    FrameAdapter<Object> adapter =
        adapters()
            .forType(type)
            .orElseThrow(() -> new IllegalStateException("No adapter for " + type.getName()));
    return adapter.frame(FrameFile.read(LocalFiles.path(frame.uri())));
  }

  @Override
  public Literal.StructuredDataset putRows(Object frame, Class<? extends Record> row) {
    return store(FrameAdapters.fit(frame, row).columns());
  }

  @Override
  public Object getRows(Literal.StructuredDataset frame, Class<? extends Record> row) {
    return FrameFile.readRows(LocalFiles.path(frame.uri()), row);
  }

  @Override
  public Literal.Blob putCoded(Object value, LiteralType.Blob form, Class<?> type) {
    String uri = fresh() + "/value." + form.format();
    Path target = LocalFiles.path(uri);
    try {
      Files.createDirectories(parent(target));
      try (var out = new BufferedOutputStream(Files.newOutputStream(target))) {
        codecs().write(value, type, out);
      }
      return stored(uri, target, form);
    } catch (IOException e) {
      throw unavailable("store a " + type.getName(), e);
    }
  }

  @Override
  public Object getCoded(Literal.Blob file, Class<?> type) {
    try (var in = new BufferedInputStream(Files.newInputStream(LocalFiles.path(file.uri())))) {
      return codecs().read(in, type, file.uri());
    } catch (IOException e) {
      throw unavailable("read a " + type.getName() + " from " + file.uri(), e);
    }
  }

  private Literal.Blob stored(String uri, Path file, LiteralType.Blob type) throws IOException {
    flush(file);
    return new Literal.Blob(uri, type, Optional.of("sha256:" + Sha256.of(file)));
  }

  /** A name below the attempt's prefix that nothing else has: nobody else writes there. */
  private String fresh() {
    return rawPrefix
        + "/"
        + HexFormat.of().toHexDigits(0L)
        + HexFormat.of().toHexDigits((long) made++);
  }

  /** On the disk before {@code outputs.pb} names it. */
  private static void flush(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new UncheckedIOException(new IOException("'" + path + "' lies in no folder"));
    }
    return parent;
  }

  private static AttemptFailed unavailable(String what, IOException e) {
    return new AttemptFailed(
        TaskError.platform("StoreUnavailable", "Could not " + what + ": " + e), e);
  }
}
