package dev.updraft.types.wire;

import dev.updraft.types.LiteralType;
import dev.updraft.types.LiteralType.SimpleKind;
import dev.updraft.types.StructValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code flyteidl.core.LiteralType}. Java's tags stand in {@code structure.tag}; in a variant of a
 * union Flyte needs that place for names of its own, and ours stands in the metadata under {@value
 * #JAVA}.
 */
final class TypeForm {
  static final String JAVA = "java";
  static final String SEALED = "sealed";
  private static final String NO_KIND = "a type of no kind";

  /** A type that a message left out. */
  static final LiteralType NONE = new LiteralType.Foreign(NO_KIND, new byte[0]);

  private static final int STRUCT = 9;
  private static final SimpleKind[] KINDS = SimpleKind.values();

  private TypeForm() {}

  static LiteralType read(In in) {
    var parts = new Parts(in.position());
    parts.read(in);
    return parts.type(in, parts.structure.tag);
  }

  static LiteralType readVariant(In in) {
    var parts = new Parts(in.position());
    parts.read(in);
    return parts.type(
        in, parts.metadata.get(JAVA) instanceof StructValue.Text(String tag) ? tag : "");
  }

  static void write(Out out, LiteralType type) {
    writeArm(out, type);
    writeRest(out, type, Optional.empty());
  }

  static void writeVariant(Out out, LiteralType type) {
    writeArm(out, type);
    writeRest(out, type, Optional.of(Variants.tag(type)));
  }

  private static void writeArm(Out out, LiteralType type) {
    if (type instanceof LiteralType.Simple(SimpleKind kind, var tag)) {
      out.setVarint(1, kind.ordinal());
    } else if (isStruct(type)) {
      out.setVarint(1, STRUCT);
    } else if (type instanceof LiteralType.Collection(var element, var tag)) {
      out.message(3, () -> write(out, element));
    } else if (type instanceof LiteralType.MapOf(var value)) {
      out.message(4, () -> write(out, value));
    } else if (type instanceof LiteralType.Blob blob) {
      out.message(5, () -> writeBlob(out, blob));
    } else if (type instanceof LiteralType.Enumeration(var values)) {
      out.message(7, () -> values.forEach(value -> out.setText(1, value)));
    } else if (type instanceof LiteralType.StructuredDataset dataset) {
      out.message(8, () -> writeDataset(out, dataset));
    } else if (type instanceof LiteralType.Union(var variants)) {
      out.message(10, () -> writeVariants(out, variants));
    } else if (type instanceof LiteralType.Foreign(String description, byte[] bytes)) {
      out.append(bytes);
    }
  }

  private static void writeVariants(Out out, List<LiteralType> variants) {
    for (var variant : variants) {
      out.message(1, () -> writeVariant(out, variant));
    }
  }

  /** Metadata, annotation and structure, as flytekit sets them. */
  private static void writeRest(Out out, LiteralType type, Optional<String> variant) {
    if (type instanceof LiteralType.Foreign) {
      return;
    }
    var metadata = Schema.metadata(type, variant.isPresent());
    if (!metadata.values().isEmpty()) {
      out.message(6, () -> StructForm.write(out, metadata));
    }
    if (isStruct(type)) {
      out.message(9, () -> out.message(1, () -> StructForm.write(out, Schema.CACHE_KEY_METADATA)));
    }
    var tag = variant.or(() -> Schema.javaTag(type)).orElse("");
    var fields = structure(type);
    if (!tag.isEmpty() || !fields.isEmpty()) {
      out.message(11, () -> writeStructure(out, tag, fields));
    }
  }

  private static void writeStructure(Out out, String tag, Map<String, LiteralType> fields) {
    out.text(1, tag);
    fields.forEach(
        (name, type) ->
            out.message(
                2,
                () -> {
                  out.text(1, name);
                  out.message(2, () -> write(out, type));
                }));
  }

  static boolean isStruct(LiteralType type) {
    return type instanceof LiteralType.Struct
        || type instanceof LiteralType.Sealed
        || type instanceof LiteralType.AnyStruct;
  }

  /** What {@code structure.dataclass_type} holds: a record's fields, or a sealed type's cases. */
  static Map<String, LiteralType> structure(LiteralType type) {
    var fields = new LinkedHashMap<String, LiteralType>();
    if (type instanceof LiteralType.Struct(String name, var declared)) {
      declared.forEach(field -> fields.put(field.name(), field.type()));
    } else if (type instanceof LiteralType.Sealed(String name, var cases)) {
      cases.forEach(one -> fields.put(one.name(), one));
    }
    return fields;
  }

  static LiteralType.Blob readBlob(In in) {
    String format = "";
    boolean multipart = false;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> format = in.text();
        case 2 << 3 -> multipart = in.varint() == 1;
        default -> in.skip(tag);
      }
    }
    return new LiteralType.Blob(format, multipart);
  }

  static void writeBlob(Out out, LiteralType.Blob blob) {
    out.text(1, blob.format());
    out.bool(2, blob.multipart());
  }

  static LiteralType.StructuredDataset readDataset(In in) {
    var columns = new ArrayList<LiteralType.Column>();
    String format = "";
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> columns.add(in.message(TypeForm::readColumn));
        case 2 << 3 | 2 -> format = in.text();
        default -> in.skip(tag);
      }
    }
    return new LiteralType.StructuredDataset(columns, format);
  }

  private static LiteralType.Column readColumn(In in) {
    String name = "";
    LiteralType type = NONE;
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> name = in.text();
        case 2 << 3 | 2 -> type = in.message(TypeForm::read);
        default -> in.skip(tag);
      }
    }
    return new LiteralType.Column(name, type);
  }

  static void writeDataset(Out out, LiteralType.StructuredDataset dataset) {
    for (var column : dataset.columns()) {
      out.message(
          1,
          () -> {
            out.text(1, column.name());
            out.message(2, () -> write(out, column.type()));
          });
    }
    out.text(2, dataset.format());
  }

  /** {@code core.TypeStructure}. */
  private static final class Structure {
    String tag = "";
    final Map<String, LiteralType> fields = new LinkedHashMap<>();

    static Structure read(In in) {
      var structure = new Structure();
      for (int tag; (tag = in.tag()) != 0; ) {
        switch (tag) {
          case 1 << 3 | 2 -> structure.tag = in.text();
          case 2 << 3 | 2 -> in.entry(structure.fields, TypeForm::read, NONE);
          default -> in.skip(tag);
        }
      }
      return structure;
    }
  }

  /** The fields of a LiteralType as they come; only at its end is it known what they make. */
  private static final class Parts {
    private final int start;
    private @Nullable LiteralType arm;
    private boolean struct;
    private String description = NO_KIND;
    Map<String, StructValue> metadata = Map.of();
    Structure structure = new Structure();

    Parts(int start) {
      this.start = start;
    }

    void read(In in) {
      for (int tag; (tag = in.tag()) != 0; ) {
        switch (tag) {
          case 1 << 3 -> simple(in.varint());
          case 2 << 3 | 2 -> {
            in.skip(tag);
            description = "a legacy schema";
          }
          case 3 << 3 | 2 ->
              arm = new LiteralType.Collection(in.message(TypeForm::read), Optional.empty());
          case 4 << 3 | 2 -> arm = new LiteralType.MapOf(in.message(TypeForm::read));
          case 5 << 3 | 2 -> arm = in.message(TypeForm::readBlob);
          case 6 << 3 | 2 -> metadata = in.message(StructForm::read).values();
          case 7 << 3 | 2 -> arm = new LiteralType.Enumeration(in.message(Parts::values));
          case 8 << 3 | 2 -> arm = in.message(TypeForm::readDataset);
          case 10 << 3 | 2 -> arm = new LiteralType.Union(in.message(Parts::variants));
          case 11 << 3 | 2 -> structure = in.message(Structure::read);
          default -> in.skip(tag);
        }
      }
    }

    private void simple(long kind) {
      struct = kind == STRUCT;
      if (kind >= 0 && kind < KINDS.length) {
        arm = LiteralType.simple(KINDS[(int) kind]);
      } else {
        description = "a simple type with the number " + kind;
      }
    }

    LiteralType type(In in, String javaTag) {
      if (struct) {
        return Schema.struct(metadata, structure.fields, javaTag);
      }
      var tag = javaTag.isEmpty() ? Optional.<String>empty() : Optional.of(javaTag);
      if (arm instanceof LiteralType.Simple(SimpleKind kind, var none)) {
        return new LiteralType.Simple(kind, tag);
      } else if (arm instanceof LiteralType.Collection(LiteralType element, var none)) {
        return new LiteralType.Collection(element, tag);
      }
      return arm == null ? new LiteralType.Foreign(description, in.from(start)) : arm;
    }

    private static List<String> values(In in) {
      var values = new ArrayList<String>();
      for (int tag; (tag = in.tag()) != 0; ) {
        if (tag == (1 << 3 | 2)) {
          values.add(in.text());
        } else {
          in.skip(tag);
        }
      }
      return values;
    }

    private static List<LiteralType> variants(In in) {
      var variants = new ArrayList<LiteralType>();
      for (int tag; (tag = in.tag()) != 0; ) {
        if (tag == (1 << 3 | 2)) {
          variants.add(in.message(TypeForm::readVariant));
        } else {
          in.skip(tag);
        }
      }
      return variants;
    }
  }
}
