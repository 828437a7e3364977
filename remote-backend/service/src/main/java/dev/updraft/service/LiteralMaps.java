package dev.updraft.service;

import com.flyteidl.core.LiteralMap;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;

/** Stored maps of literals, as they are put into answers. */
final class LiteralMaps {
  private LiteralMaps() {}

  static LiteralMap read(byte[] bytes) {
    try {
      return LiteralMap.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A stored map of literals is damaged.", e);
    }
  }

  /** What is not there is an empty map, as on Flyte (contract 3.4). */
  static LiteralMap read(Optional<byte[]> bytes) {
    return bytes.map(LiteralMaps::read).orElseGet(LiteralMap::getDefaultInstance);
  }
}
