package dev.updraft.service;

import dev.updraft.blobs.BlobNotFound;
import dev.updraft.blobs.Blobs;
import dev.updraft.blobs.OutsideRoot;
import dev.updraft.engine.DataFiles;
import dev.updraft.types.Literals;
import dev.updraft.types.wire.Wire;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The blob store as the engine uses it. */
public final class BlobFiles implements DataFiles {
  private final Blobs blobs;

  public BlobFiles(Blobs blobs) {
    this.blobs = blobs;
  }

  @Override
  public void put(String uri, byte[] bytes) {
    blobs.put(uri, bytes);
  }

  @Override
  public Optional<byte[]> read(String uri, long limit) {
    try {
      var found = blobs.find(uri);
      if (found.isPresent() && found.get().bytes() > limit) {
        throw new TooLarge(
            "'%s' has %d bytes; at most %d are read.".formatted(uri, found.get().bytes(), limit));
      }
      return found.isPresent() ? Optional.of(blobs.read(uri)) : Optional.empty();
    } catch (BlobNotFound _) {
      return Optional.empty(); // deleted between the two
    }
  }

  @Override
  public boolean exists(String uri) {
    try {
      return blobs.exists(uri);
    } catch (OutsideRoot _) {
      return false; // of another store: nothing here
    }
  }

  @Override
  public long size(String uri) {
    try {
      var file = blobs.find(uri);
      return file.isPresent()
          ? file.get().bytes()
          : blobs.list(uri).stream().mapToLong(blob -> blob.bytes()).sum();
    } catch (OutsideRoot _) {
      return 0; // of another store: not ours to count
    }
  }

  @Override
  public List<String> references(byte[] literalMap) {
    return Wire.readLiterals(literalMap).values().stream()
        .flatMap(Literals::uris)
        .distinct()
        .toList();
  }

  @Override
  public Stream<Unit> units() {
    var units = new LinkedHashMap<String, Unit>();
    for (var blob : blobs.list(blobs.root())) {
      unitOf(blob.uri())
          .ifPresent(
              unit ->
                  units.merge(
                      unit, new Unit(unit, blob.bytes(), blob.modified()), BlobFiles::together));
    }
    return units.values().stream();
  }

  /** See formats.md: the folders that are deleted as a whole. */
  private Optional<String> unitOf(String uri) {
    var names = List.of(uri.substring(blobs.root().length() + 1).split("/"));
    var depth =
        switch (names.getFirst()) {
          case "metadata" -> 3; // metadata/propeller/<execution>
          case "data" -> 3; // data/<xx>/<unique id>
          case "up" -> 4; // up/<project>/<domain>/<hash>
          default -> Integer.MAX_VALUE;
        };
    return names.size() > depth
        ? Optional.of(blobs.uri(names.subList(0, depth).toArray(String[]::new)))
        : Optional.empty();
  }

  private static Unit together(Unit a, Unit b) {
    return new Unit(a.uri(), a.bytes() + b.bytes(), later(a.modified(), b.modified()));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  @Override
  public void deleteUnit(String uri) {
    blobs.delete(uri);
  }
}
