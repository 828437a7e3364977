package dev.updraft.service.rest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.linecorp.armeria.common.MediaType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The three encodings of flyteadmin's gateway (flyteadmin/pkg/server/service.go; contract 8.2).
 * Reading, both spellings of a field's name are taken everywhere.
 */
enum Encoding {
  /** {@code application/json}: names as in the protocol, unset fields written, unknown refused. */
  PROTOCOL_NAMES(MediaType.JSON),
  /** Any other: lowerCamelCase, unset fields written, unknown ones ignored. */
  CAMEL_CASE(MediaType.JSON),
  /** {@code application/octet-stream}: protobuf, as Flyte's console speaks. */
  PROTOBUF(MediaType.OCTET_STREAM);

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence().omittingInsignificantWhitespace();

  private static final int MOST_WORDS = 300;

  private final MediaType mediaType;

  Encoding(MediaType mediaType) {
    this.mediaType = mediaType;
  }

  /** What a header, Accept or Content-Type, asks for. */
  static Encoding of(@Nullable String header) {
    var type = header == null ? "" : header.split("[;,]", 2)[0].strip();
    return switch (type) {
      case "application/json" -> PROTOCOL_NAMES;
      case "application/octet-stream" -> PROTOBUF;
      default -> CAMEL_CASE;
    };
  }

  MediaType mediaType() {
    return mediaType;
  }

  byte[] write(Message message) {
    try {
      return switch (this) {
        case PROTOBUF -> message.toByteArray();
        case PROTOCOL_NAMES ->
            PRINTER.preservingProtoFieldNames().print(message).getBytes(StandardCharsets.UTF_8);
        case CAMEL_CASE -> PRINTER.print(message).getBytes(StandardCharsets.UTF_8);
      };
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "A " + message.getDescriptorForType().getFullName() + " has no JSON form", e);
    }
  }

  void read(byte[] body, Message.Builder into) {
    try {
      switch (this) {
        case PROTOBUF -> into.mergeFrom(body);
        case PROTOCOL_NAMES -> merge(JsonFormat.parser(), body, into);
        case CAMEL_CASE -> merge(JsonFormat.parser().ignoringUnknownFields(), body, into);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new BadRequest(
          "The body is no %s in %s: %s"
              .formatted(
                  into.getDescriptorForType().getName(),
                  this == PROTOBUF ? "protobuf" : "JSON",
                  said(e)));
    }
  }

  /** A parser's words without the name of its exception and its links; paths may be endless. */
  private static String said(InvalidProtocolBufferException failure) {
    var text = String.valueOf(failure.getMessage());
    var words = text.lines().findFirst().orElse("").replaceFirst("^([a-z]+\\.)+[A-Za-z]+: ", "");
    return words.length() <= MOST_WORDS
        ? words
        : words.substring(0, words.offsetByCodePoints(0, MOST_WORDS)) + " ..";
  }

  private static void merge(JsonFormat.Parser parser, byte[] body, Message.Builder into)
      throws InvalidProtocolBufferException {
    var text = body.length == 0 ? "{}" : Utf8.read(body, "The body");
    parser.merge(text, into);
    WholeCharacters.check(text, into);
  }
}
