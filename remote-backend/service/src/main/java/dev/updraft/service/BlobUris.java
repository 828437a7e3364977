package dev.updraft.service;

import dev.updraft.types.Literal;
import java.util.stream.Stream;

/** The URIs that literals refer to, however deep. */
final class BlobUris {
  private BlobUris() {}

  static Stream<String> of(Literal literal) {
    return switch (literal) {
      case Literal.Blob blob -> Stream.of(blob.uri());
      case Literal.StructuredDataset dataset -> Stream.of(dataset.uri());
      case Literal.Collection list -> list.elements().stream().flatMap(BlobUris::of);
      case Literal.MapOf map -> map.entries().values().stream().flatMap(BlobUris::of);
      case Literal.Union union -> of(union.value());
      case Literal.Hashed hashed -> of(hashed.value());
      case Literal.Integer _,
          Literal.Float _,
          Literal.Text _,
          Literal.Bool _,
          Literal.Datetime _,
          Literal.Span _,
          Literal.None _,
          Literal.Binary _,
          Literal.Struct _,
          Literal.Foreign _ ->
          Stream.empty();
    };
  }
}
