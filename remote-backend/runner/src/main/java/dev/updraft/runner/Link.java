package dev.updraft.runner;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A worker's connection to its backend. Where the backend listens stands in a file, since it may be
 * another place after a restart, and since a socket's own path may have only about a hundred
 * letters.
 */
final class Link {
  private final Path socketFile;
  private @Nullable Open open;

  /** A connection that stands, or stood. */
  private record Open(SocketChannel channel, DataInputStream in, DataOutputStream out) {}

  Link(Path socketFile) {
    this.socketFile = socketFile;
  }

  /** Connects anew and introduces itself. */
  void connect(Frame hello) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(Files.readString(socketFile).strip()));
      var out = new DataOutputStream(Channels.newOutputStream(channel));
      hello.write(out);
      set(
          new Open(
              channel,
              new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel))),
              out));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private synchronized void set(Open connection) {
    open = connection;
  }

  /** The next frame; null when the backend is gone. */
  @Nullable Frame read() {
    Open present = present();
    try {
      return present == null ? null : Frame.read(present.in());
    } catch (IOException e) {
      return null;
    }
  }

  private synchronized @Nullable Open present() {
    return open;
  }

  /** Sends, or loses the frame when nobody is there: whatever matters is on disk as well. */
  synchronized void send(Frame frame) {
    Open present = open;
    if (present == null) {
      return;
    }
    try {
      frame.write(present.out());
    } catch (IOException gone) {
      open = null;
    }
  }
}
