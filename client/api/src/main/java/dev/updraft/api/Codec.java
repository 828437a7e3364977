package dev.updraft.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Lets a Java class travel as a file with a format name. Found by {@link java.util.ServiceLoader}:
 * a jar on the notebook's class path ({@code %jars}, {@code %maven}) names the implementation in
 * {@code META-INF/services/dev.updraft.api.Codec}, and travels with the tasks as all jars do. There
 * is one codec for a class; it is asked on any thread, several at a time.
 *
 * @param <T> the Java type
 */
public interface Codec<T> {
  /**
   * The class that a method's signature names, be it with type arguments. Values may be of classes
   * below it.
   */
  Class<T> type();

  /**
   * The format's name, part of the task's interface, e.g. {@code "onnx"}: letters, digits and
   * {@code ._+-}.
   */
  String format();

  /**
   * Writes a value; must not close the stream. Equal bytes are equal inputs to the catalog: of a
   * value that did not change, they should be equal each time.
   */
  void write(T value, OutputStream out) throws IOException;

  /** Reads what {@link #write} wrote. */
  T read(InputStream in) throws IOException;
}
