package dev.updraft.service;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Bytes on their way into the store, hashed as they pass. When they end and are not the promised
 * ones, the last read fails instead of ending, so that nothing is stored.
 */
final class VerifiedStream extends FilterInputStream {
  private final Ticket ticket;
  private final MessageDigest sha256 = digest("SHA-256");
  private final MessageDigest md5 = digest("MD5");
  private final long limit;
  private long count;

  VerifiedStream(InputStream bytes, Ticket ticket, long limit) {
    super(bytes);
    this.ticket = ticket;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    var read = super.read(into, offset, length);
    if (read < 0) {
      verify();
      return read;
    }
    sha256.update(into, offset, read);
    md5.update(into, offset, read);
    count += read;
    if (count > limit) {
      throw new TooLarge();
    }
    return read;
  }

  private void verify() {
    var gotSha256 = HexFormat.of().formatHex(sha256.digest());
    var gotMd5 = Base64.getEncoder().encodeToString(md5.digest());
    ticket.sha256().ifPresent(promised -> compare("SHA-256", promised, gotSha256));
    ticket.md5().ifPresent(promised -> compare("MD5", promised, gotMd5));
  }

  private void compare(String kind, String promised, String got) {
    if (!promised.equals(got)) {
      throw new WrongContent(
          ("The upload was announced with the %s %s, but the %d bytes that arrived have %s. Nothing"
                  + " was stored. It was cut off or changed on its way: upload it again.")
              .formatted(kind, promised, count, got));
    }
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no " + name + "; use a complete JDK 25.", e);
    }
  }

  /** There are more bytes than an upload may have. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The bytes are not those that were announced. */
  static final class WrongContent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongContent(String message) {
      super(message);
    }
  }
}
