package dev.updraft.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/**
 * Stands in for the backend where only its process matters: it takes the lock, writes {@code
 * endpoint.json} and listens. Named as the real one, for that is what a client starts.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var home = Path.of(System.getenv("UPDRAFT_HOME"));
    if (arguments[0].equals("train")) {
      return;
    }
    if (Files.exists(home.resolve("refuse"))) {
      System.err.println(Files.readString(home.resolve("refuse")));
      System.exit(7);
    }
    var lock =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
            .tryLock();
    if (lock == null) {
      System.err.println("another backend already serves " + home);
      System.exit(8);
    }
    Files.writeString(
        home.resolve("starts"), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Files.writeString(home.resolve("token"), "secret\n");
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var self = ProcessHandle.current();
      var json =
          "{\"schema\":1,\"host\":\"127.0.0.1\",\"port\":%d,\"pid\":%d,\"started\":\"%s\",\"build\":\"%s\",\"db\":1}"
              .formatted(
                  server.getLocalPort(),
                  self.pid(),
                  self.info().startInstant().orElseThrow(),
                  System.getProperty("updraft.build"));
      Files.writeString(home.resolve("endpoint.new"), json);
      Files.move(
          home.resolve("endpoint.new"),
          home.resolve("endpoint.json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      System.out.println("serving");
      new CountDownLatch(1).await();
    }
  }
}
