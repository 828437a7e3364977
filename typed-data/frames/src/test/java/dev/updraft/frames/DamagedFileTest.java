package dev.updraft.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.updraft.frames.parquet.UnreadableFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() {
    FrameFile.write(folder, StoredFrame.of(Samples.allTypes(300)));
    file = folder.resolve(FrameFile.NAME);
  }

  @Test
  void fileCutOffAnywhereIsRefusedByName() throws IOException {
    var whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> FrameFile.read(folder))
          .isInstanceOf(UnreadableFrame.class)
          .hasMessageContaining(file.toString());
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> FrameFile.read(folder))
        .hasMessageContaining("cut off: its end is missing");
  }

  @Test
  void flippedBitsGiveAFrameOrARefusalAndNothingElse() throws IOException {
    var whole = Files.readAllBytes(file);
    var random = new Random(7);
    for (int round = 0; round < 500; round++) {
      var damaged = whole.clone();
      int at = random.nextInt(whole.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      var thrown = catchThrowable(() -> FrameFile.read(folder));
      assertThat(thrown)
          .as("bit flipped in byte %d", at)
          .satisfiesAnyOf(
              t -> assertThat(t).isNull(), t -> assertThat(t).isInstanceOf(UnreadableFrame.class));
    }
  }

  @Test
  void damagedPageIsFoundByItsChecksum() throws IOException {
    var bytes = Files.readAllBytes(file);
    FrameFile.write(
        folder, StoredFrame.of(List.of(Samples.column("solo", new Double[] {1.0, 2.0}))));
    bytes = Files.readAllBytes(file);
    int footer =
        bytes.length
            - 8
            - java.nio.ByteBuffer.wrap(bytes, bytes.length - 8, 4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt();
    bytes[footer - 1] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> FrameFile.read(folder))
        .hasMessageContaining("column 'solo' is damaged or unknown: the checksum");
  }

  @Test
  void otherFilesAndEmptyFoldersAreRefusedByName() throws IOException {
    Files.writeString(file, "year,month\n2013,1\n2013,2\n");
    assertThatThrownBy(() -> FrameFile.read(folder))
        .hasMessageContaining("it is not a Parquet file");
    Files.writeString(file, "");
    assertThatThrownBy(() -> FrameFile.read(folder))
        .hasMessageContaining("with 0 bytes it is too short");
    Files.delete(file);
    assertThatThrownBy(() -> FrameFile.read(folder))
        .hasMessageContaining("the folder holds no file");
    assertThatThrownBy(() -> FrameFile.read(folder.resolve("none")))
        .hasMessageContaining("cannot be listed");
  }

  @Test
  void columnThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> FrameFile.read(folder, List.of("int", "strin")))
        .hasMessageContaining("it has no column 'strin'. Its columns are 'boolean', 'byte'");
  }

  @Test
  void partsOfDifferentTypesAreRefused() throws IOException {
    FrameFile.write(folder, StoredFrame.of(List.of(Samples.column("a", new Long[] {1L}))));
    Files.move(file, folder.resolve("00001"));
    FrameFile.write(folder, StoredFrame.of(List.of(Samples.column("a", new String[] {"x"}))));
    assertThatThrownBy(() -> FrameFile.read(folder))
        .hasMessageContaining("00001")
        .hasMessageContaining("its column 'a' has another type than in '00000'");
  }
}
