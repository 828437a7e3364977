package dev.updraft.client.grpc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token that a program prints ({@code authType: ExternalCommand}): asked for once, and again when
 * it was refused.
 */
public final class CommandToken implements Credentials {
  private final List<String> command;
  private @Nullable String token;

  public CommandToken(List<String> command) {
    this.command = List.copyOf(command);
  }

  @Override
  public synchronized Map<String, String> headers() {
    if (token == null) {
      token = run();
    }
    return Map.of("authorization", "Bearer " + token);
  }

  @Override
  public synchronized void refused(Map<String, String> shown) {
    if (shown.containsValue("Bearer " + token)) {
      token = null;
    }
  }

  private String run() {
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      var printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      var code = process.waitFor();
      if (code != 0 || printed.isEmpty()) {
        throw new IllegalStateException(
            "The command that prints the token ended with exit code %d%s: %s"
                .formatted(
                    code,
                    printed.isEmpty() ? " and printed nothing" : "",
                    String.join(" ", command)));
      }
      return printed;
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot run the command that prints the token: " + String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the token.", e);
    }
  }
}
