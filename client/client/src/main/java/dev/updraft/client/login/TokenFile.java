package dev.updraft.client.login;

import com.fasterxml.jackson.core.JsonFactory;
import dev.updraft.client.grpc.LoginServer;
import dev.updraft.client.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A person's tokens between kernels and commands: one file for a login server and client, in a
 * folder that only its owner opens. What cannot be read or written is not there: the login is made
 * anew.
 */
final class TokenFile {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNERS_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final long LARGEST = 1 << 20;

  private final Path folder;

  TokenFile(Path folder) {
    this.folder = folder;
  }

  private Path file(LoginServer server, String clientId) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest((server.token() + "\n" + clientId).getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(digest).substring(0, 32) + ".json");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Only of a file that nobody else can open. */
  Optional<Tokens> read(LoginServer server, String clientId) {
    var file = file(server, clientId);
    try {
      if (!Files.isRegularFile(file)
          || Files.size(file) > LARGEST
          || !PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
              .endsWith("------")) {
        return Optional.empty();
      }
      var fields = Json.fields(Files.readAllBytes(file));
      var access = fields.getOrDefault("access", "");
      return access.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Tokens(
                  access,
                  Optional.ofNullable(fields.get("refresh")),
                  Optional.ofNullable(fields.get("expires")).map(Instant::parse)));
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  /** Beside, then renamed, so that no reader sees half of it. */
  void write(LoginServer server, String clientId, Tokens tokens) {
    try {
      Files.createDirectories(folder, OWNERS_FOLDER);
      var beside = Files.createTempFile(folder, ".", ".part", OWNER_ONLY);
      try {
        Files.writeString(beside, json(tokens));
        Files.move(beside, file(server, clientId), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException | UnsupportedOperationException _) {
      // then the next process logs in again
    }
  }

  private static String json(Tokens tokens) throws IOException {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("access", tokens.access());
      if (tokens.refresh().isPresent()) {
        json.writeStringField("refresh", tokens.refresh().get());
      }
      if (tokens.expires().isPresent()) {
        json.writeStringField("expires", tokens.expires().get().toString());
      }
      json.writeEndObject();
    }
    return text.toString();
  }
}
