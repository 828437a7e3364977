package dev.updraft.executor.local;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where workers connect: a unix socket, and a file that says where it is. */
final class Door implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  /** The shortest limit among the systems (macOS: 104 with the closing zero). */
  private static final int LONGEST_PATH = 100;

  private final ServerSocketChannel server;
  private final Path socket;
  private final Path socketFile;
  private final Visitors visitors;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  /** Who is told; from the connection's own thread. */
  interface Visitors {
    /** A frame came. */
    void said(Connection connection, Frame frame);

    /** The worker closed, or its process ended. */
    void left(Connection connection);
  }

  private Door(ServerSocketChannel server, Path socket, Path socketFile, Visitors visitors) {
    this.server = server;
    this.socket = socket;
    this.socketFile = socketFile;
    this.visitors = visitors;
  }

  static Door open(Path workers, Visitors visitors) throws IOException {
    Path socket = socketPath(workers);
    Files.deleteIfExists(socket);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Path socketFile = workers.resolve("socket");
    Path beside = Files.writeString(workers.resolve(".socket.part"), socket + "\n");
    Files.move(
        beside, socketFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    var door = new Door(server, socket, socketFile, visitors);
    Thread.ofVirtual().name("worker-door").start(door::accept);
    return door;
  }

  /**
   * Below the workers' folder, or, where that path is too long for a socket, in a private folder of
   * the system's own.
   */
  private static Path socketPath(Path workers) throws IOException {
    Path near = workers.toAbsolutePath().resolve("sock-" + ProcessHandle.current().pid());
    if (near.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
      return near;
    }
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    return Files.createTempDirectory(Path.of("/tmp"), "updraft-", owner).resolve("sock");
  }

  Path socketFile() {
    return socketFile;
  }

  private void accept() {
    while (true) {
      try {
        SocketChannel channel = server.accept();
        open.add(channel);
        Thread.ofVirtual().name("worker-connection").start(() -> serve(channel));
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException e) {
        LOG.atError().setCause(e).log("The workers' socket takes no more connections");
        return;
      }
    }
  }

  private void serve(SocketChannel channel) {
    var connection =
        new Connection(channel, new DataOutputStream(Channels.newOutputStream(channel)));
    try (channel) {
      var in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
      for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
        visitors.said(connection, frame);
      }
    } catch (AsynchronousCloseException closed) {
      LOG.atTrace().log("Connection closed by us");
    } catch (IOException | IllegalArgumentException e) {
      LOG.atWarn()
          .addKeyValue("cause", e.toString())
          .log("A worker's connection broke; the worker is judged by what it left");
    } finally {
      open.remove(channel);
      visitors.left(connection);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (SocketChannel channel : open) {
        channel.close();
      }
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("The workers' socket did not close cleanly");
    }
  }
}
