package dev.updraft.runner;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message between a worker and its backend: a length of four bytes, then a word, then named
 * texts. The other end of the socket may be of another build (a backend that was upgraded adopts
 * older workers), so the form stays: new fields may come, and unknown ones are ignored. The
 * executor's side of it is {@code dev.updraft.executor.local.Frame}.
 */
record Frame(String word, Map<String, String> fields) {
  static final String HELLO = "hello";
  static final String RUN = "run";
  static final String CLAIMED = "claimed";
  static final String PROGRESS = "progress";
  static final String DONE = "done";
  static final String KILL = "kill";
  static final String CLEAN = "clean";
  static final String TRACES = "traces";

  private static final int LONGEST = 1 << 20;

  static Frame of(String word) {
    return new Frame(word, Map.of());
  }

  String field(String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "A frame '" + word + "' has no field '" + name + "', only " + fields.keySet());
    }
    return value;
  }

  void write(DataOutputStream out) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var body = new DataOutputStream(bytes);
    body.writeUTF(word);
    body.writeShort(fields.size());
    for (Map.Entry<String, String> field : fields.entrySet()) {
      body.writeUTF(field.getKey());
      body.writeUTF(field.getValue());
    }
    out.writeInt(bytes.size());
    bytes.writeTo(out);
    out.flush();
  }

  /** The next frame, or null at the end of the stream. */
  static @Nullable Frame read(DataInputStream in) throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException end) {
      return null;
    }
    if (length < 0 || length > LONGEST) {
      throw new IOException(
          "A frame of " + length + " bytes; at most " + LONGEST + " are expected");
    }
    String word = in.readUTF();
    Map<String, String> fields = new LinkedHashMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      fields.put(in.readUTF(), in.readUTF());
    }
    return new Frame(word, fields);
  }
}
