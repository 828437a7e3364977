package dev.updraft.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Files in memory. Outputs refer to the uris among their words. */
public final class MemoryFiles implements DataFiles {
  private final Map<String, Stored> files = new ConcurrentSkipListMap<>();
  private final InstantSource clock;
  private boolean full;

  private record Stored(byte[] bytes, Instant at) {}

  public MemoryFiles(InstantSource clock) {
    this.clock = clock;
  }

  /** The next time that something is written, the disk is full. */
  public void failOnce() {
    full = true;
  }

  @Override
  public void put(String uri, byte[] bytes) {
    if (full) {
      full = false;
      throw new IllegalStateException("The disk is full.");
    }
    files.put(uri, new Stored(bytes, clock.instant()));
  }

  @Override
  public Optional<byte[]> read(String uri, long limit) {
    var stored = files.get(uri);
    if (stored != null && stored.bytes().length > limit) {
      throw new TooLarge(
          "The outputs have %d bytes, but %d are allowed.".formatted(stored.bytes().length, limit));
    }
    return Optional.ofNullable(stored).map(Stored::bytes);
  }

  public String text(String uri) {
    return new String(read(uri, Long.MAX_VALUE).orElseThrow(), StandardCharsets.UTF_8);
  }

  @Override
  public boolean exists(String uri) {
    return files.keySet().stream().anyMatch(name -> name.equals(uri) || name.startsWith(uri + "/"));
  }

  @Override
  public long size(String uri) {
    return files.entrySet().stream()
        .filter(file -> file.getKey().equals(uri) || file.getKey().startsWith(uri + "/"))
        .mapToLong(file -> file.getValue().bytes().length)
        .sum();
  }

  public void delete(String uri) {
    files.keySet().removeIf(name -> name.equals(uri) || name.startsWith(uri + "/"));
  }

  @Override
  public List<String> references(byte[] literalMap) {
    var text = new String(literalMap, StandardCharsets.UTF_8);
    if (text.startsWith("garbage")) {
      throw new IllegalArgumentException("not protobuf");
    }
    return Stream.of(text.split(" ")).filter(word -> word.contains(":/")).toList();
  }

  @Override
  public Stream<Unit> units() {
    return files.keySet().stream()
        .map(MemoryFiles::unitOf)
        .distinct()
        .map(
            unit -> {
              var inside =
                  files.entrySet().stream()
                      .filter(e -> e.getKey().startsWith(unit + "/"))
                      .map(Map.Entry::getValue)
                      .toList();
              return new Unit(
                  unit,
                  inside.stream().mapToLong(s -> s.bytes().length).sum(),
                  inside.stream().map(Stored::at).max(Comparator.naturalOrder()).orElseThrow());
            });
  }

  /**
   * {@code mem:/metadata/propeller/x} or {@code mem:/data/xx/x} or {@code mem:/up/p/x}: four parts.
   */
  private static String unitOf(String uri) {
    return String.join("/", List.of(uri.split("/")).subList(0, 4));
  }

  @Override
  public void deleteUnit(String uri) {
    delete(uri);
  }
}
