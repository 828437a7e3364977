package dev.updraft.service.rest;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.MessageOrBuilder;
import java.util.List;
import java.util.Locale;

/**
 * JSON can spell half of a character ({@code "\ud83d"}), which no text in UTF-8 has: stored, it
 * would come back as another text.
 */
final class WholeCharacters {
  private WholeCharacters() {}

  /**
   * @param json what the message was read from
   */
  static void check(String json, MessageOrBuilder message) {
    if (json.toLowerCase(Locale.ROOT).contains("\\ud")) {
      check(message, "");
    }
  }

  private static void check(MessageOrBuilder message, String within) {
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              var place = within + field.getName();
              for (var each : field.isRepeated() ? (List<?>) value : List.of(value)) {
                check(field, each, place);
              }
            });
  }

  private static void check(FieldDescriptor field, Object value, String place) {
    if (field.getJavaType() == JavaType.MESSAGE) {
      check((MessageOrBuilder) value, place + ".");
    } else if (value instanceof String text && halved(text)) {
      throw new BadRequest(
          "The body's '%s' has half of a character: write both of its \\u escapes, or the"
                  .formatted(place)
              + " character itself");
    }
  }

  private static boolean halved(String text) {
    return text.codePoints()
        .anyMatch(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
  }
}
