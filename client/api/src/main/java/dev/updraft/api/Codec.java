package dev.updraft.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Lets a Java type of yours travel as a file with a format name, found by {@link
 * java.util.ServiceLoader} on the notebook's class path.
 *
 * @param <T> the Java type
 */
public interface Codec<T> {
  /** The type that a method's signature names. */
  Class<T> type();

  /** The format's name, part of the task's interface, e.g. {@code "onnx"}. */
  String format();

  void write(T value, OutputStream out) throws IOException;

  T read(InputStream in) throws IOException;
}
