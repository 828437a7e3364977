package dev.updraft.service.rest;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives a request's fields the values that stand in a path or a query. */
final class Fields {
  private Fields() {}

  /**
   * @param name the field's path from the request, such as {@code sort_by.key} or {@code
   *     sortBy.key}
   * @param place where the value stands, for the message of what is wrong with it
   */
  static void set(Message.Builder request, String name, String value, String place) {
    var dot = name.indexOf('.');
    var field = find(request, dot < 0 ? name : name.substring(0, dot), place);
    if (dot >= 0) {
      if (field.getJavaType() != JavaType.MESSAGE || field.isRepeated()) {
        throw new BadRequest(
            "%s '%s': '%s' has no fields of its own".formatted(place, name, field.getName()));
      }
      set(request.getFieldBuilder(field), name.substring(dot + 1), value, place);
    } else if (field.isMapField()) {
      throw new BadRequest("%s '%s' is a map, which only a body can carry".formatted(place, name));
    } else if (field.isRepeated()) {
      request.addRepeatedField(field, parsed(request, field, value, place));
    } else {
      request.setField(field, parsed(request, field, value, place));
    }
  }

  private static FieldDescriptor find(Message.Builder request, String name, String place) {
    var type = request.getDescriptorForType();
    var field = type.findFieldByName(name);
    if (field == null) {
      field =
          type.getFields().stream()
              .filter(each -> each.getJsonName().equals(name))
              .findFirst()
              .orElse(null);
    }
    if (field == null) {
      throw new BadRequest(
          "There is no %s '%s'. The call takes: %s"
              .formatted(
                  place,
                  name,
                  type.getFields().stream()
                      .map(FieldDescriptor::getName)
                      .collect(Collectors.joining(", "))));
    }
    return field;
  }

  private static Object parsed(
      Message.Builder request, FieldDescriptor field, String value, String place) {
    try {
      return switch (field.getType()) {
        case INT32, SINT32, SFIXED32 -> Integer.parseInt(value);
        case UINT32, FIXED32 -> Integer.parseUnsignedInt(value);
        case INT64, SINT64, SFIXED64 -> Long.parseLong(value);
        case UINT64, FIXED64 -> Long.parseUnsignedLong(value);
        case FLOAT -> Float.parseFloat(value);
        case DOUBLE -> Double.parseDouble(value);
        case BOOL -> bool(value);
        case STRING -> value;
        case BYTES -> ByteString.copyFrom(Base64.getDecoder().decode(value));
        case ENUM -> constant(field.getEnumType(), value);
        case MESSAGE -> wellKnown(request.newBuilderForField(field), value);
        case GROUP -> throw new IllegalArgumentException("a group");
      };
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      throw new BadRequest(
          "%s '%s' is %s, but is '%s'".formatted(place, field.getName(), kind(field), value));
    }
  }

  private static boolean bool(String value) {
    return switch (value) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }

  private static Object constant(EnumDescriptor type, String value) {
    @Nullable Object byName = type.findValueByName(value);
    return byName != null ? byName : numbered(type, Integer.parseInt(value));
  }

  private static Object numbered(EnumDescriptor type, int number) {
    @Nullable Object known = type.findValueByNumber(number);
    if (known == null) {
      throw new IllegalArgumentException(type.getName());
    }
    return known;
  }

  /** Times, durations and wrapped values are one JSON text each; others cannot stand in a query. */
  private static Message wellKnown(Message.Builder builder, String value)
      throws InvalidProtocolBufferException {
    if (!builder.getDescriptorForType().getFullName().startsWith("google.protobuf.")) {
      throw new IllegalArgumentException("a message");
    }
    var text = value.matches("-?[0-9.]+|true|false") ? value : quoted(value);
    JsonFormat.parser().merge(text, builder);
    return builder.build();
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String kind(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT, LONG -> "a whole number";
      case FLOAT, DOUBLE -> "a number";
      case BOOLEAN -> "true or false";
      case STRING -> "a text";
      case BYTE_STRING -> "base64";
      case ENUM ->
          "one of "
              + field.getEnumType().getValues().stream()
                  .map(each -> each.getName())
                  .collect(Collectors.joining(", "));
      case MESSAGE -> "a " + field.getMessageType().getName();
    };
  }
}
