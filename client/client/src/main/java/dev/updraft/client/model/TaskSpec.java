package dev.updraft.client.model;

import dev.updraft.types.TypedInterface;

/**
 * A task as it is registered.
 *
 * @param description shown to people; part of no key
 */
public record TaskSpec(
    String name,
    String description,
    TypedInterface type,
    TaskOptions options,
    String codeKey,
    BundleRef bundle) {

  /**
   * Where the code lies.
   *
   * @param uri of the uploaded {@code bundle.json}
   * @param sha256 of its bytes, in hex
   * @param digest of the bundle with digests in place of addresses: the same on every machine
   */
  public record BundleRef(String uri, String sha256, String digest) {}
}
