package dev.updraft.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tickets as text in a URL, and back. A ticket carries its own signature, so that none has to be
 * remembered: an address still works after a restart, and nobody can make one without the token.
 */
final class Tickets {
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder BYTES = Base64.getUrlDecoder();
  private final SecretKeySpec key;

  Tickets(Token token) {
    this.key = new SecretKeySpec(("ticket:" + token.text()).getBytes(UTF_8), "HmacSHA256");
  }

  String sign(Ticket ticket) {
    var fields =
        String.join(
            "\n",
            ticket.act().name(),
            ticket.expires().toString(),
            ticket.sha256().orElse(""),
            ticket.md5().orElse(""),
            ticket.uri());
    var bytes = fields.getBytes(UTF_8);
    return TEXT.encodeToString(bytes) + "." + TEXT.encodeToString(mac(bytes));
  }

  /** Empty when this backend did not sign it. Whether it has expired is for the caller to ask. */
  Optional<Ticket> check(String signed) {
    var dot = signed.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      var bytes = BYTES.decode(signed.substring(0, dot));
      if (!MessageDigest.isEqual(mac(bytes), BYTES.decode(signed.substring(dot + 1)))) {
        return Optional.empty();
      }
      var fields = new String(bytes, UTF_8).split("\n", 5);
      return Optional.of(
          new Ticket(
              Ticket.Act.valueOf(fields[0]),
              fields[4],
              present(fields[2]),
              present(fields[3]),
              Instant.parse(fields[1])));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // not base64: nobody signed this
    }
  }

  private static Optional<String> present(String field) {
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }

  private byte[] mac(byte[] bytes) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA256; use a complete JDK 25.", e);
    }
  }
}
