package dev.updraft.client;

import dev.updraft.client.grpc.Backend;
import dev.updraft.client.grpc.Nodes.Decks;
import dev.updraft.client.model.AttemptId;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.model.ExecutionId;
import dev.updraft.client.model.StoredReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What tasks reported beside their values; read with Flyte's own calls, from any Flyte. */
public final class Reports {
  /** In bytes; Updraft's own tasks write a quarter of it. */
  private static final int LARGEST = 32 << 20;

  private static final Pattern ATTEMPT = Pattern.compile(".*/(\\d{1,9})/[^/]+");

  private final Backend backend;
  private final StoredFiles stored;

  Reports(Backend backend, StoredFiles stored) {
    this.backend = backend;
    this.stored = stored;
  }

  /**
   * The report of an attempt, counted from 0, else of the last attempt that has one; on a hit, of
   * the attempt that made the outputs. Also while the attempt runs.
   */
  public Optional<StoredReport> find(ExecutionId id, OptionalInt attempt) {
    return backend.nodes().decks(id).flatMap(decks -> find(id, decks, attempt));
  }

  private Optional<StoredReport> find(ExecutionId id, Decks decks, OptionalInt attempt) {
    if (decks.source().isPresent()) {
      var source = decks.source().get();
      return decks.uri().isEmpty()
          ? find(source.execution(), OptionalInt.of(source.number()))
          : read(decks.uri(), source);
    }
    if (attempt.isPresent()) {
      var number = attempt.getAsInt();
      return read(decks.of(number), new AttemptId(id, "", number));
    }
    return decks.uri().isEmpty()
        ? Optional.empty()
        : read(decks.uri(), new AttemptId(id, "", number(decks.uri())));
  }

  private static int number(String uri) {
    var match = ATTEMPT.matcher(uri);
    return match.matches() ? Integer.parseInt(match.group(1)) : 0;
  }

  private Optional<StoredReport> read(String uri, AttemptId attempt) {
    try (var in = stored.open(uri)) {
      var bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new BackendException.Exhausted(
            "The report of %s has more than %d MB. It lies at %s."
                .formatted(attempt.execution(), LARGEST >> 20, uri),
            new IllegalArgumentException(uri));
      }
      return Optional.of(new StoredReport(attempt, new String(bytes, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException | BackendException.NotFound _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new BackendException.Unavailable("Cannot read the report at " + uri + ": " + e, e);
    }
  }
}
