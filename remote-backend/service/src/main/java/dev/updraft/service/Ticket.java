package dev.updraft.service;

import java.time.Instant;
import java.util.Optional;

/**
 * Leave to put or get one file over HTTP without the token, until it expires.
 *
 * @param sha256 in hex; the file must have it
 * @param md5 in base64, as the header Content-MD5 has it; the file must have it
 */
record Ticket(Act act, String uri, Optional<String> sha256, Optional<String> md5, Instant expires) {
  enum Act {
    PUT,
    GET
  }

  static Ticket get(String uri, Instant expires) {
    return new Ticket(Act.GET, uri, Optional.empty(), Optional.empty(), expires);
  }
}
