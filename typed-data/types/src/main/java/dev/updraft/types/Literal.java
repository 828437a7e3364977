package dev.updraft.types;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value in the platform's form. Contract section 6. */
public sealed interface Literal {

  record Integer(long value) implements Literal {}

  record Float(double value) implements Literal {}

  record Text(String value) implements Literal {}

  record Bool(boolean value) implements Literal {}

  record Datetime(Instant value) implements Literal {}

  record Span(Duration value) implements Literal {}

  record None() implements Literal {}

  /** Bytes with a tag that names their form. A struct's tag is {@code msgpack}; wire decodes those to {@link Struct}. */
  record Binary(byte[] value, String tag) implements Literal {}

  /** A record, or another language's struct: fields by name, in order. */
  record Struct(Map<String, StructValue> fields) implements Literal {}

  record Collection(List<Literal> elements) implements Literal {
    public Collection {
      elements = List.copyOf(elements);
    }
  }

  record MapOf(Map<String, Literal> entries) implements Literal {}

  record Union(Literal value, LiteralType type) implements Literal {}

  /** A file or folder by its uri. */
  record Blob(String uri, LiteralType.Blob type, Optional<String> hash) implements Literal {}

  /** A dataframe by the uri of its folder. */
  record StructuredDataset(String uri, LiteralType.StructuredDataset type, Optional<String> hash)
      implements Literal {}

  /** A literal that we carry without understanding it: its protobuf bytes. */
  record Foreign(String description, byte[] bytes) implements Literal {}
}
