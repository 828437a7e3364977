package dev.updraft.client;

import dev.updraft.api.frames.FrameAdapter;
import dev.updraft.client.grpc.Content;
import dev.updraft.client.model.BackendException;
import dev.updraft.frames.FrameAdapters;
import dev.updraft.frames.FrameFile;
import dev.updraft.frames.StoredFrame;
import dev.updraft.types.Literal;
import dev.updraft.types.LiteralType;
import dev.updraft.types.mapping.Transfers;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Files, frames and coded values of a notebook, to the backend's store and back. What came from the
 * store, or went there before, keeps its literal: it is neither hashed nor uploaded again. Stored
 * files are read where they lie when the backend is this machine's, else through the data proxy.
 */
final class DataTransfers implements Transfers {
  private static final String PARQUET = "parquet";
  private final Uploads uploads;
  private final StoredFiles storedFiles;
  private final UserTypes types;
  private final Scratch scratch;
  private final WeakIdentityMap<Object, Literal.StructuredDataset> frames = new WeakIdentityMap<>();
  private final Map<String, Literal.StructuredDataset> framesByHash = new ConcurrentHashMap<>();
  private final Map<FileState, Literal.Blob> files = new ConcurrentHashMap<>();

  /** A file as it was when it was read: another content has another time or size. */
  private record FileState(Path path, long size, FileTime modified, String key) {
    static FileState of(Path file) throws IOException {
      var attributes =
          Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new IllegalArgumentException(
            "'"
                + file
                + "' is no regular file. A Path argument is one file; pass a folder's files as a list.");
      }
      return new FileState(
          file.toRealPath(),
          attributes.size(),
          attributes.lastModifiedTime(),
          String.valueOf(attributes.fileKey()));
    }
  }

  DataTransfers(Uploads uploads, StoredFiles storedFiles, UserTypes types, Scratch scratch) {
    this.uploads = uploads;
    this.storedFiles = storedFiles;
    this.types = types;
    this.scratch = scratch;
  }

  @Override
  public Literal.Blob putFile(Path file) {
    try {
      var state = FileState.of(file);
      var known = files.get(state);
      if (known != null) {
        return known;
      }
      var literal = blob(state.path().getFileName().toString(), Content.of(file), "");
      files.put(state, literal);
      return literal;
    } catch (java.nio.file.NoSuchFileException e) {
      throw new IllegalArgumentException("There is no file '" + file.toAbsolutePath() + "'.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the file '" + file + "'.", e);
    }
  }

  private Literal.Blob blob(String name, Content content, String format) {
    return new Literal.Blob(
        uploads.upload(name, content),
        new LiteralType.Blob(format, false),
        Optional.of("sha256:" + content.sha256()));
  }

  @Override
  public Path getFile(Literal.Blob file) {
    var target = scratch.folder("file").resolve(nameOf(file.uri()));
    try (var in = storedFiles.open(file.uri())) {
      Files.copy(in, target);
      files.put(FileState.of(target), file);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot store a copy of " + file.uri() + ".", e);
    }
  }

  private static String nameOf(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  @Override
  public Literal.StructuredDataset putFrame(Object frame) {
    return frames.get(frame).orElseGet(() -> putNew(frame));
  }

  private Literal.StructuredDataset putNew(Object frame) {
    FrameAdapter<Object> adapter =
        types
            .adapterOf(frame)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No adapter for the dataframe class "
                            + frame.getClass().getName()
                            + " is on the class path."));
    var stored = StoredFrame.of(adapter.columns(frame));
    var literal = framesByHash.computeIfAbsent(stored.hash(), hash -> upload(stored, hash));
    frames.put(frame, literal);
    return literal;
  }

  private Literal.StructuredDataset upload(StoredFrame stored, String hash) {
    var folder = scratch.folder("frame");
    try {
      FrameFile.write(folder, stored);
      var file = folder.resolve(FrameFile.NAME);
      var uri = uploads.upload(FrameFile.NAME, Content.of(file));
      return new Literal.StructuredDataset(
          uri.substring(0, uri.lastIndexOf('/')),
          new LiteralType.StructuredDataset(stored.columnTypes(), PARQUET),
          Optional.of(hash));
    } finally {
      scratch.delete(folder);
    }
  }

  @Override
  public Object getFrame(Literal.StructuredDataset frame, Class<?> type) {
    var adapter =
        types
            .frameAdapter(type)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No adapter for the dataframe class "
                            + type.getName()
                            + " is on the class path."));
    return remembered(frame, adapter.frame(read(frame.uri(), FrameFile::read)));
  }

  @Override
  public Literal.StructuredDataset putRows(Object frame, Class<? extends Record> row) {
    return putFrame(FrameAdapters.fit(frame, row));
  }

  @Override
  public Object getRows(Literal.StructuredDataset frame, Class<? extends Record> row) {
    return remembered(frame, read(frame.uri(), folder -> FrameFile.readRows(folder, row)));
  }

  private Object remembered(Literal.StructuredDataset frame, Object made) {
    frames.put(made, frame);
    frame.hash().ifPresent(hash -> framesByHash.putIfAbsent(hash, frame));
    return made;
  }

  private <T> T read(String uri, Function<Path, T> reader) {
    return storedFiles.path(uri).map(reader).orElseGet(() -> download(uri, reader));
  }

  private <T> T download(String uri, Function<Path, T> reader) {
    var folder = scratch.folder("frame");
    try (var in = storedFiles.open(uri + "/" + FrameFile.NAME)) {
      Files.copy(in, folder.resolve(FrameFile.NAME));
      return reader.apply(folder);
    } catch (IOException e) {
      throw new BackendException.Unavailable("Cannot download the frame " + uri + ": " + e, e);
    } finally {
      scratch.delete(folder);
    }
  }

  @Override
  public Literal.Blob putCoded(Object value, LiteralType.Blob form, Class<?> type) {
    var folder = scratch.folder("coded");
    var file = folder.resolve("value." + form.format());
    try {
      try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
        types.codecs().write(value, type, out);
      }
      return blob(String.valueOf(file.getFileName()), Content.of(file), form.format());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot store a " + type.getName() + ".", e);
    } finally {
      scratch.delete(folder);
    }
  }

  @Override
  public Object getCoded(Literal.Blob file, Class<?> type) {
    try (var in = new BufferedInputStream(storedFiles.open(file.uri()))) {
      return types.codecs().read(in, type, file.uri());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file.uri() + ".", e);
    }
  }
}
