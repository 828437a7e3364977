package dev.updraft.executor.local;

import dev.updraft.executor.plugin.LocalUris;
import dev.updraft.types.Literal;
import dev.updraft.types.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The inputs of a command as flytekit can read them. It takes the uri of a file on this machine for
 * a path, and finds nothing there: where inputs hold such uris, the command gets a copy of them
 * with paths.
 */
final class PlainInputs {
  private static final byte[] SCHEME = "file://".getBytes(StandardCharsets.UTF_8);

  private PlainInputs() {}

  /**
   * The command, with the copy's path where it names the inputs; unchanged when none is needed.
   *
   * @param inputs as the command names them
   * @param work the attempt's folder, where a copy goes
   */
  static List<String> in(List<String> command, String inputs, Path work) throws IOException {
    if (!command.contains(inputs)) {
      return command;
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(LocalUris.path(inputs));
    } catch (NoSuchFileException e) {
      return command; // it says so itself
    }
    if (!holdsUris(bytes)) {
      return command;
    }
    Map<String, Literal> plain = new LinkedHashMap<>();
    Wire.readLiterals(bytes).forEach((name, literal) -> plain.put(name, plain(literal)));
    Path copy = Files.write(work.resolve(".inputs.pb"), Wire.writeLiterals(plain));
    return command.stream().map(word -> word.equals(inputs) ? copy.toString() : word).toList();
  }

  private static boolean holdsUris(byte[] bytes) {
    for (int at = 0; at + SCHEME.length <= bytes.length; at++) {
      int same = 0;
      while (same < SCHEME.length && bytes[at + same] == SCHEME[same]) {
        same++;
      }
      if (same == SCHEME.length) {
        return true;
      }
    }
    return false;
  }

  private static Literal plain(Literal literal) {
    return switch (literal) {
      case Literal.Blob blob ->
          new Literal.Blob(LocalUris.withoutScheme(blob.uri()), blob.type(), blob.hash());
      case Literal.StructuredDataset frame ->
          new Literal.StructuredDataset(
              LocalUris.withoutScheme(frame.uri()), frame.type(), frame.hash());
      case Literal.Collection(var elements) ->
          new Literal.Collection(elements.stream().map(PlainInputs::plain).toList());
      case Literal.MapOf(var entries) -> {
        Map<String, Literal> plain = new LinkedHashMap<>();
        entries.forEach((name, each) -> plain.put(name, plain(each)));
        yield new Literal.MapOf(plain);
      }
      case Literal.Union(Literal value, var type) -> new Literal.Union(plain(value), type);
      case Literal.Hashed(Literal value, String hash) -> new Literal.Hashed(plain(value), hash);
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
          literal;
    };
  }
}
