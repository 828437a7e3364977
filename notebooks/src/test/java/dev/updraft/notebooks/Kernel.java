package dev.updraft.notebooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A kernel process behind a real Jupyter client: {@code kernel_driver.py}, spoken to in lines of
 * JSON.
 */
final class Kernel implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final Path DRIVER =
      Workplace.CHECKOUT.resolve("notebooks/src/test/python/kernel_driver.py");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process driver;
  private final Writer requests;
  private final AtomicInteger lastRequest = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

  private Kernel(Process driver) {
    this.driver = driver;
    this.requests = driver.outputWriter(StandardCharsets.UTF_8);
  }

  static Kernel start(String kernelspec, Map<String, String> environment) {
    try {
      var builder =
          new ProcessBuilder(Workplace.python().toString(), DRIVER.toString(), kernelspec);
      builder.environment().putAll(environment);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      var kernel = new Kernel(builder.start());
      var ready = kernel.expect(0);
      Thread.ofPlatform().daemon().name("kernel-answers").start(kernel::read);
      kernel.wait(ready);
      return kernel;
    } catch (IOException e) {
      throw new UncheckedIOException("Starting a kernel", e);
    }
  }

  /** Runs a cell to its end. */
  Outputs run(String cell) {
    return submit(cell).outputs();
  }

  /** Runs a cell that must not fail. */
  Outputs ok(String cell) {
    var outputs = run(cell);
    if (outputs.failed()) {
      throw new AssertionError(
          "This cell failed:\n" + cell + "\n" + outputs.text() + "\n" + outputs.error());
    }
    return outputs;
  }

  /** Runs a cell without waiting for it. */
  Cell submit(String cell) {
    var id = lastRequest.incrementAndGet();
    return new Cell(id, ask(id, Map.of("op", "run", "code", cell)));
  }

  /** What Jupyter's stop button does. */
  void interrupt() {
    request(Map.of("op", "interrupt"));
  }

  /** A new process for the same notebook. */
  void restart() {
    request(Map.of("op", "restart"));
  }

  /** The completions at the end of the code. */
  List<String> complete(String code) {
    return request(Map.of("op", "complete", "code", code))
        .path("matches")
        .valueStream()
        .map(JsonNode::asText)
        .toList();
  }

  /** A cell under way or done. */
  final class Cell {
    private final int id;
    private final CompletableFuture<JsonNode> answer;

    private Cell(int id, CompletableFuture<JsonNode> answer) {
      this.id = id;
      this.answer = answer;
    }

    boolean done() {
      return answer.isDone();
    }

    /** Waits for the cell's end. */
    Outputs outputs() {
      return Outputs.of(Kernel.this.wait(answer));
    }

    /** As they stand now: displays change after a cell's end, too. */
    Outputs outputsNow() {
      return Outputs.of(request(Map.of("op", "outputs", "of", id)));
    }

    /** Throws its outputs away, as "Clear outputs" does; what the kernel sends later is kept. */
    void clear() {
      request(Map.of("op", "clear", "of", id));
    }
  }

  /** Shuts the kernel down as Jupyter does. */
  @Override
  public void close() {
    request(Map.of("op", "stop"));
    try {
      if (!driver.waitFor(20, TimeUnit.SECONDS)) {
        driver.destroyForcibly();
      }
    } catch (InterruptedException e) {
      driver.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode request(Map<String, ?> request) {
    return wait(ask(lastRequest.incrementAndGet(), request));
  }

  private CompletableFuture<JsonNode> ask(int id, Map<String, ?> request) {
    var answer = expect(id);
    var line = JSON.createObjectNode().put("id", id);
    request.forEach((name, value) -> line.set(name, JSON.valueToTree(value)));
    synchronized (requests) {
      try {
        requests.write(line + "\n");
        requests.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("The kernel's driver is gone; its last words are above", e);
      }
    }
    return answer;
  }

  private CompletableFuture<JsonNode> expect(int id) {
    var answer = new CompletableFuture<JsonNode>();
    answers.put(id, answer);
    return answer;
  }

  private void read() {
    try (BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var answer = JSON.readTree(line);
        var waiting = answers.remove(answer.path("id").asInt());
        if (waiting != null) {
          waiting.complete(answer);
        }
      }
      throw new IOException("The kernel's driver ended");
    } catch (IOException e) {
      answers.values().forEach(waiting -> waiting.completeExceptionally(e));
    }
  }

  private JsonNode wait(CompletableFuture<JsonNode> answer) {
    try {
      var got = answer.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
      if (got.has("failure")) {
        throw new IllegalStateException(
            "The kernel's driver says: " + got.path("failure").asText());
      }
      return got;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the kernel", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("No answer from the kernel within " + LONGEST, e);
    }
  }
}
