package dev.updraft.types.wire;

import dev.updraft.types.StructValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;

/** {@code google.protobuf.Struct}: JSON in protobuf. Every number in it is a double. */
final class StructForm {
  private static final int ENTRY = 1 << 3 | 2;

  private StructForm() {}

  static StructValue.Fields read(In in) {
    var fields = new LinkedHashMap<String, StructValue>();
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == ENTRY) {
        in.entry(fields, StructForm::value, new StructValue.Null());
      } else {
        in.skip(tag);
      }
    }
    return new StructValue.Fields(fields);
  }

  private static StructValue value(In in) {
    StructValue value = new StructValue.Null();
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 -> {
          in.skip(tag);
          value = new StructValue.Null();
        }
        case 2 << 3 | 1 -> value = new StructValue.Real(in.fixed64());
        case 3 << 3 | 2 -> value = new StructValue.Text(in.text());
        case 4 << 3 -> value = new StructValue.Bool(in.bool());
        case 5 << 3 | 2 -> value = in.message(StructForm::read);
        case 6 << 3 | 2 -> value = new StructValue.Items(in.message(StructForm::items));
        default -> in.skip(tag);
      }
    }
    return value;
  }

  private static List<StructValue> items(In in) {
    var items = new ArrayList<StructValue>();
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == ENTRY) {
        items.add(in.message(StructForm::value));
      } else {
        in.skip(tag);
      }
    }
    return items;
  }

  static void write(Out out, StructValue.Fields fields) {
    fields
        .values()
        .forEach(
            (name, value) ->
                out.message(
                    1,
                    () -> {
                      out.text(1, name);
                      out.message(2, () -> write(out, value));
                    }));
  }

  private static void write(Out out, StructValue value) {
    switch (value) {
      case StructValue.Null() -> out.setVarint(1, 0);
      case StructValue.Bool(boolean b) -> out.setBool(4, b);
      case StructValue.Whole(long w) -> out.setDouble(2, w);
      case StructValue.Real(double r) -> out.setDouble(2, r);
      case StructValue.Text(String t) -> out.setText(3, t);
      case StructValue.Bytes(byte[] b) -> out.setText(3, Base64.getEncoder().encodeToString(b));
      case StructValue.Items(var items) ->
          out.message(6, () -> items.forEach(item -> out.message(1, () -> write(out, item))));
      case StructValue.Fields fields -> out.message(5, () -> write(out, fields));
    }
  }
}
