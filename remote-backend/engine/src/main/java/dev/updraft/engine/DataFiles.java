package dev.updraft.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The few things the engine does to stored bytes; app puts the blob store behind it. Calls block,
 * from virtual threads.
 */
public interface DataFiles {
  /** Writes beside, then renames; the same again is fine. */
  void put(String uri, byte[] bytes);

  /**
   * The bytes, or empty when there are none. {@code outputs.pb} beyond {@code limit} bytes is an
   * {@link TooLarge}.
   */
  Optional<byte[]> read(String uri, long limit);

  /** Whether something is there: a blob, or a folder with something in it. */
  boolean exists(String uri);

  /** The bytes of a blob, or of all in a folder; 0 for what is not here. */
  long size(String uri);

  /** The uris of blobs that a serialized {@code core.LiteralMap} holds. */
  List<String> references(byte[] literalMap);

  /**
   * Every stored unit that can be deleted as a whole: an attempt's raw folder, an upload, an
   * execution's metadata folder.
   */
  Stream<Unit> units();

  /** Deletes all below. */
  void deleteUnit(String uri);

  /** A deletable unit. */
  record Unit(String uri, long bytes, java.time.Instant modified) {}

  /** There is more than the limit allows. */
  final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooLarge(String message) {
      super(message);
    }
  }
}
