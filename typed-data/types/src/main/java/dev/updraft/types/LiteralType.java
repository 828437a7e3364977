package dev.updraft.types;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The type of a {@link Literal}: what an input or output of a task declares. Contract section 6.1.
 */
public sealed interface LiteralType {

  /**
   * One of Flyte's simple types. {@code tag} says which Java type it stands for where Flyte has
   * none, e.g. BigDecimal as STRING.
   */
  record Simple(SimpleKind kind, Optional<String> tag) implements LiteralType {}

  /** An enumeration by its constants' names, in declaration order. */
  record Enumeration(List<String> values) implements LiteralType {
    public Enumeration {
      values = List.copyOf(values);
    }
  }

  /**
   * A record: fields in declaration order. On the wire a STRUCT with a JSON schema in its metadata.
   */
  record Struct(String name, List<Field> fields) implements LiteralType {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** A field of a {@link Struct}. */
  record Field(String name, LiteralType type) {}

  /**
   * One of several records: a struct whose field {@value #DISCRIMINATOR} holds the name of its
   * case.
   */
  record Sealed(String name, List<Struct> cases) implements LiteralType {
    /** No Java name can be equal to it. */
    public static final String DISCRIMINATOR = "@type";

    public Sealed {
      cases = List.copyOf(cases);
    }

    /**
     * Why fields are those of no case, for the end of a sentence: {@code '@type' is "Triangle",
     * none of Circle, Square}.
     */
    public String wrongCase(Map<String, StructValue> fields) {
      var names = String.join(", ", cases.stream().map(Struct::name).toList());
      return switch (fields.get(DISCRIMINATOR)) {
        case null -> "'" + DISCRIMINATOR + "' is missing, which says whether it is " + names;
        case StructValue.Text(String name) ->
            "'" + DISCRIMINATOR + "' is " + Words.quoted(name) + ", none of " + names;
        case StructValue _ -> "'" + DISCRIMINATOR + "' is no string, but must be one of " + names;
      };
    }
  }

  /**
   * A struct whose fields nobody declared: Flyte's bare STRUCT, as another language may write it.
   */
  record AnyStruct() implements LiteralType {}

  /** A list. {@code tag} marks a set or an array where Java needs to know. */
  record Collection(LiteralType element, Optional<String> tag) implements LiteralType {}

  /** A map with string keys. */
  record MapOf(LiteralType value) implements LiteralType {}

  /** One of several types; an optional is a union with {@link SimpleKind#NONE}. */
  record Union(List<LiteralType> variants) implements LiteralType {
    public Union {
      variants = List.copyOf(variants);
    }
  }

  /** A file, or a folder of files. */
  record Blob(String format, boolean multipart) implements LiteralType {}

  /** A dataframe. No columns = any columns. Format empty = any. */
  record StructuredDataset(List<Column> columns, String format) implements LiteralType {
    public StructuredDataset {
      columns = List.copyOf(columns);
    }
  }

  /** A column of a {@link StructuredDataset}. */
  record Column(String name, LiteralType type) {}

  /**
   * A type that arrived on the wire and that we carry without understanding it: its protobuf bytes,
   * not copied.
   */
  record Foreign(String description, byte[] bytes) implements LiteralType {
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

  /** Flyte's simple kinds. */
  enum SimpleKind {
    NONE,
    INTEGER,
    FLOAT,
    STRING,
    BOOLEAN,
    DATETIME,
    DURATION,
    BINARY,
    ERROR
  }

  static LiteralType simple(SimpleKind kind) {
    return new Simple(kind, Optional.empty());
  }

  static LiteralType simple(SimpleKind kind, String tag) {
    return new Simple(kind, Optional.of(tag));
  }

  /** A union of {@code type} and NONE. */
  static LiteralType optional(LiteralType type) {
    return new Union(List.of(type, simple(SimpleKind.NONE)));
  }

  /** The type for a sentence: {@code an integer}, {@code a list of strings}. */
  default String inWords() {
    return Words.of(this);
  }
}
