package dev.updraft.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskBlobsTest extends BlobsContract {
  @Override
  Blobs open(Path folder) {
    return new DiskBlobs(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "/etc/passwd",
        "s3://bucket/key",
        "file://host/etc/passwd",
        "file:///",
        "",
        "ROOT",
        "ROOT/../secret",
        "ROOT/a/../../secret",
        "ROOT/./x",
        "ROOT-sibling/x",
        "ROOT/nul\0byte"
      })
  void nameOutsideTheRootIsRefusedForEveryAct(String name) {
    var uri = name.replace("ROOT", blobs.root());
    assertThatThrownBy(() -> blobs.read(uri))
        .isInstanceOf(OutsideRoot.class)
        .hasMessageContaining(blobs.root());
    assertThatThrownBy(() -> blobs.put(uri, text("x"))).isInstanceOf(OutsideRoot.class);
    assertThatThrownBy(() -> blobs.delete(uri)).isInstanceOf(OutsideRoot.class);
    assertThatThrownBy(() -> blobs.find(uri)).isInstanceOf(OutsideRoot.class);
  }

  @Test
  void percentEncodedDotsAreJustAName() {
    blobs.put(blobs.uri("%2e%2e", "x"), text("1"));
    assertThat(blobs.list(blobs.root()))
        .extracting(Blobs.Blob::uri)
        .containsExactly(blobs.uri("%2e%2e", "x"));
  }

  @Test
  void linkThatLeadsOutsideIsRefused() throws IOException {
    var root = Path.of(blobs.root().substring("file://".length()));
    var secret = Files.createDirectories(scratch.resolve("secret"));
    Files.writeString(secret.resolve("key"), "k");
    Files.createSymbolicLink(root.resolve("link"), secret);
    Files.createSymbolicLink(root.resolve("broken"), scratch.resolve("nowhere"));
    assertThatThrownBy(() -> blobs.read(blobs.uri("link", "key")))
        .isInstanceOf(OutsideRoot.class)
        .hasMessageContaining("a link in it leads outside");
    assertThatThrownBy(() -> blobs.put(blobs.uri("link", "new", "file"), text("x")))
        .isInstanceOf(OutsideRoot.class);
    assertThatThrownBy(() -> blobs.put(blobs.uri("broken", "x"), text("x")))
        .isInstanceOf(OutsideRoot.class);
    assertThat(secret.resolve("new")).doesNotExist();
  }

  @Test
  void rootThatIsItselfALinkServesBothItsNames() throws IOException {
    var real = Files.createDirectories(scratch.resolve("real")).toRealPath();
    var linked = open(Files.createSymbolicLink(scratch.resolve("alias"), real));
    linked.put(linked.uri("x"), text("1"));
    assertThat(linked.read("file://" + real.resolve("x"))).hasSize(1);
  }

  @Test
  void fileLeftByADeadWriterIsNoBlob() throws IOException {
    var root = Path.of(blobs.root().substring("file://".length()));
    Files.writeString(root.resolve(".123.part"), "half");
    assertThat(blobs.list(blobs.root())).isEmpty();
  }

  @Test
  void storeThatCannotBeUsedSaysWhere() throws IOException {
    var file = Files.writeString(scratch.resolve("file"), "");
    assertThatThrownBy(() -> open(file.resolve("store")))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("file/store");
  }
}
