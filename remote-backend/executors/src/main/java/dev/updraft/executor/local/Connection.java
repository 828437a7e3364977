package dev.updraft.executor.local;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/** One worker's end of the line. */
record Connection(SocketChannel channel, DataOutputStream out) {
  /**
   * Sends a frame.
   *
   * @return whether it could be sent; that it came is another matter
   */
  boolean send(Frame frame) {
    synchronized (out) {
      try {
        frame.write(out);
        return true;
      } catch (IOException gone) {
        return false;
      }
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException gone) {
      return;
    }
  }
}
