package dev.updraft.app;

import dev.updraft.service.Token;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;

/** The file that holds the token: made once, for its owner's eyes only. */
final class TokenFile {
  private static final int BYTES = 32;

  private TokenFile() {}

  static Token read(Home home) {
    try {
      makeIfMissing(home);
      var others = EnumSet.copyOf(Files.getPosixFilePermissions(home.token()));
      others.removeAll(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
      if (!others.isEmpty()) {
        throw new StartRefused(
            Exit.UNUSABLE_DATA,
            "The token %s can be read by others than its owner (%s). Whoever read it can run code as you: delete the file, and the next start makes a new one."
                .formatted(home.token(), others));
      }
      return new Token(Files.readString(home.token()).strip());
    } catch (IOException e) {
      throw home.unusable(e);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(Exit.UNUSABLE_DATA, home.token() + ": " + e.getMessage(), e);
    }
  }

  private static void makeIfMissing(Home home) throws IOException {
    if (Files.exists(home.token())) {
      return;
    }
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    var beside = home.folder().resolve(".token.new");
    Files.deleteIfExists(beside);
    Files.createFile(
        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(beside, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
    try {
      Files.move(beside, home.token());
    } catch (FileAlreadyExistsException _) {
      Files.delete(beside);
    }
  }
}
