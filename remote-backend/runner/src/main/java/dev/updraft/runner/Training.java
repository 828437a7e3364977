package dev.updraft.runner;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A spare's whole life against a backend in the same process, so that the AOT cache has every class
 * that one needs. Ends as a spare does, by returning from main.
 */
final class Training {
  private Training() {}

  /**
   * Makes the self-test in a folder and runs it as a spare would, twice: ahead, and as its attempt.
   */
  static void run(Path folder, List<Path> adapters) {
    try {
      SelfTest test = SelfTest.make(folder);
      Path room = Files.createTempDirectory("updraft-training");
      Path socket = room.resolve("sock");
      Path socketFile = Files.writeString(room.resolve("socket"), socket + "\n");
      Path log = Files.createFile(room.resolve("out.log"));
      try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(() -> serve(server, test.arguments(room), room));
        Spare.run(
            new Spare.Options(
                "training", socketFile, log, new LogCap.Kept(1 << 20, 1 << 20), folder, false),
            adapters);
      }
      clear(room);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not train in " + folder, e);
    }
  }

  private static void clear(Path room) throws IOException {
    try (var files = Files.walk(room)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void serve(ServerSocketChannel server, Arguments arguments, Path room) {
    try (SocketChannel worker = server.accept()) {
      var in = new DataInputStream(Channels.newInputStream(worker));
      Frame.read(in);
      job(arguments, room).write(new DataOutputStream(Channels.newOutputStream(worker)));
      while (Frame.read(in) != null) {
        // until the spare ends
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The training's spare is gone", e);
    }
  }

  private static Frame job(Arguments arguments, Path room) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("attempt", "training");
    fields.put("claim-file", room.resolve("claim.json").toString());
    fields.put("claim", "{}");
    fields.put("verified", "true");
    fields.put("inputs", arguments.inputs());
    fields.put("output-prefix", arguments.outputPrefix());
    fields.put("raw-output-prefix", arguments.rawOutputPrefix());
    fields.put("task", arguments.task());
    return new Frame(Frame.RUN, fields);
  }
}
