package dev.updraft.types;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A value in the platform's form. Contract section 6. Arrays inside are not copied; nobody changes
 * them.
 */
public sealed interface Literal {

  record Integer(long value) implements Literal {}

  record Float(double value) implements Literal {}

  record Text(String value) implements Literal {}

  record Bool(boolean value) implements Literal {}

  record Datetime(Instant value) implements Literal {}

  record Span(Duration value) implements Literal {}

  record None() implements Literal {}

  /**
   * Bytes with a tag that names their form. A struct's tag is {@code msgpack}; wire decodes those
   * to {@link Struct}.
   */
  record Binary(byte[] value, String tag) implements Literal {
    @Override
    public boolean equals(Object other) {
      return other instanceof Binary(byte[] v, String t)
          && t.equals(tag)
          && Arrays.equals(v, value);
    }

    @Override
    public int hashCode() {
      return Objects.hash(Arrays.hashCode(value), tag);
    }
  }

  /** A record, or another language's struct: fields by name, in order (which equality ignores). */
  record Struct(Map<String, StructValue> fields) implements Literal {
    public Struct {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  record Collection(List<Literal> elements) implements Literal {
    public Collection {
      elements = List.copyOf(elements);
    }
  }

  record MapOf(Map<String, Literal> entries) implements Literal {
    public MapOf {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** A value of a union type, and which of its variants it is. */
  record Union(Literal value, LiteralType type) implements Literal {}

  /** A file or folder by its uri; {@code hash} stands for its content in the catalog's key. */
  record Blob(String uri, LiteralType.Blob type, Optional<String> hash) implements Literal {}

  /**
   * A dataframe by the uri of its folder; {@code hash} stands for its content in the catalog's key.
   */
  record StructuredDataset(String uri, LiteralType.StructuredDataset type, Optional<String> hash)
      implements Literal {}

  /**
   * Any other literal to which its maker gave a hash of its own: the catalog's key counts that
   * alone.
   */
  record Hashed(Literal value, String hash) implements Literal {}

  /** A literal that we carry without understanding it: its protobuf bytes. */
  record Foreign(String description, byte[] bytes) implements Literal {
    @Override
    public boolean equals(Object other) {
      return other instanceof Foreign(String d, byte[] b)
          && d.equals(description)
          && Arrays.equals(b, bytes);
    }

    @Override
    public int hashCode() {
      return Objects.hash(description, Arrays.hashCode(bytes));
    }
  }

  /** The value for a sentence, cut when it is long: {@code the string "12k"}. */
  default String inWords() {
    return Words.of(this);
  }
}
