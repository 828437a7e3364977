package dev.updraft.blobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of blobs promises; each implementation subclasses it. */
abstract class BlobsContract {
  @TempDir Path scratch;
  Blobs blobs;

  abstract Blobs open(Path folder);

  @BeforeEach
  void openStore() {
    blobs = open(scratch.resolve("store with a blank"));
  }

  @Test
  void whatIsPutIsRead() {
    var uri = blobs.uri("up", "a b", "00000");
    assertThat(blobs.put(uri, text("hello"))).isEqualTo(5);
    assertThat(blobs.read(uri)).asString(UTF_8).isEqualTo("hello");
    assertThat(blobs.find(uri)).hasValueSatisfying(b -> assertThat(b.bytes()).isEqualTo(5));
  }

  @Test
  void putReplacesWhatWasThere() {
    var uri = blobs.uri("x");
    blobs.put(uri, text("a longer first text"));
    blobs.put(uri, text("second"));
    assertThat(blobs.read(uri)).asString(UTF_8).isEqualTo("second");
  }

  @Test
  void putThatFailsHalfWayChangesNothing() {
    var uri = blobs.uri("d", "x");
    blobs.put(uri, text("first"));
    assertThatThrownBy(() -> blobs.put(uri, breaksAfter("sec")))
        .hasMessageContaining("connection lost");
    assertThat(blobs.read(uri)).asString(UTF_8).isEqualTo("first");
    assertThat(blobs.list(blobs.uri("d"))).hasSize(1);
  }

  @Test
  void readerOpenedBeforeAPutSeesTheOldBytesWhole() throws IOException {
    var uri = blobs.uri("x");
    blobs.put(uri, text("old"));
    try (var reader = blobs.open(uri)) {
      blobs.put(uri, text("something new"));
      assertThat(reader.readAllBytes()).asString(UTF_8).isEqualTo("old");
    }
  }

  @Test
  void missingFileIsNamed() {
    var uri = blobs.uri("no", "such");
    assertThat(blobs.find(uri)).isEmpty();
    assertThat(blobs.exists(uri)).isFalse();
    assertThatThrownBy(() -> blobs.read(uri))
        .isInstanceOf(BlobNotFound.class)
        .hasMessageContaining(uri);
    assertThatThrownBy(() -> blobs.open(uri)).isInstanceOf(BlobNotFound.class);
    assertThatThrownBy(() -> blobs.local(uri, scratch.resolve("c")))
        .isInstanceOf(BlobNotFound.class);
  }

  @Test
  void folderIsListedDeeplyAndSorted() {
    blobs.put(blobs.uri("f", "b"), text("2"));
    blobs.put(blobs.uri("f", "a", "z"), text("11"));
    blobs.put(blobs.uri("fg"), text("other"));
    assertThat(blobs.list(blobs.uri("f")))
        .extracting(Blobs.Blob::uri, Blobs.Blob::bytes)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(blobs.uri("f", "a", "z"), 2L),
            org.assertj.core.groups.Tuple.tuple(blobs.uri("f", "b"), 1L));
    assertThat(blobs.exists(blobs.uri("f"))).isTrue();
    assertThat(blobs.find(blobs.uri("f"))).isEmpty();
    assertThat(blobs.list(blobs.root())).hasSize(3);
  }

  @Test
  void folderIsDeletedWithEverythingInIt() {
    blobs.put(blobs.uri("f", "a", "z"), text("1"));
    blobs.put(blobs.uri("keep"), text("1"));
    blobs.delete(blobs.uri("f"));
    blobs.delete(blobs.uri("f"));
    assertThat(blobs.exists(blobs.uri("f"))).isFalse();
    assertThat(blobs.list(blobs.root())).hasSize(1);
  }

  @Test
  void folderTravelsFromDiskAndBack() throws IOException {
    var source = scratch.resolve("source");
    Files.createDirectories(source.resolve("sub"));
    Files.writeString(source.resolve("00000"), "one");
    Files.writeString(source.resolve("sub/two"), "two");
    blobs.putFrom(blobs.uri("frame"), source);
    var back = blobs.local(blobs.uri("frame"), scratch.resolve("copy"));
    assertThat(back.resolve("00000")).hasContent("one");
    assertThat(back.resolve("sub/two")).hasContent("two");
    assertThat(source.resolve("00000")).exists();
  }

  @Test
  void fileTravelsFromDisk() throws IOException {
    var source = Files.writeString(scratch.resolve("f.csv"), "a,b");
    blobs.putFrom(blobs.uri("up", "f.csv"), source);
    assertThat(blobs.local(blobs.uri("up", "f.csv"), scratch.resolve("copy"))).hasContent("a,b");
  }

  static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static InputStream breaksAfter(String text) {
    return new SequenceInputStream(
        text(text),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection lost");
          }
        });
  }
}
