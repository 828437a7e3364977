package dev.updraft.service;

import com.google.rpc.Code;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.nio.charset.StandardCharsets;

/**
 * Cuts what a status says to what a gRPC client reads. A status travels in headers, of which
 * clients take 8 KiB by default; one that is larger would reach them as a broken stream.
 */
final class TrailerSize {
  private static final int MOST = 6 << 10;
  private static final int MOST_DETAILS = 3 << 10;

  private static final Metadata.Key<com.google.rpc.Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin",
          ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));

  private TrailerSize() {}

  /**
   * @param trailers sent with the status; its details are cut, too
   */
  static Status cut(Status status, Metadata trailers) {
    var text = status.getDescription();
    if (text == null) {
      return status;
    }
    var details = trailers.get(DETAILS);
    if (details == null) {
      return encoded(text) <= MOST ? status : status.withDescription(cut(text, MOST));
    }
    var around = details.toBuilder().clearMessage().build();
    if (around.getSerializedSize() > MOST_DETAILS) {
      around = com.google.rpc.Status.newBuilder().setCode(code(status)).build();
    }
    // The text is sent twice, the second time as it is, in base 64.
    var fits = cut(text, (MOST - around.getSerializedSize() * 4 / 3) / 2);
    trailers.discardAll(DETAILS);
    trailers.put(DETAILS, around.toBuilder().setMessage(fits).build());
    return status.withDescription(fits);
  }

  private static int code(Status status) {
    return Code.forNumber(status.getCode().value()).getNumber();
  }

  private static String cut(String text, int most) {
    var size = 0;
    for (int at = 0; at < text.length(); ) {
      var next = text.offsetByCodePoints(at, 1);
      size += encoded(text.substring(at, next));
      if (size > most) {
        return text.substring(0, at)
            + " .. (%d characters more, which do not fit an answer over gRPC; REST tells all)"
                .formatted(text.length() - at);
      }
      at = next;
    }
    return text;
  }

  /** Its bytes on the wire: what is not printable ASCII takes three for one. */
  private static int encoded(String text) {
    var size = 0;
    for (var each : text.getBytes(StandardCharsets.UTF_8)) {
      size += each >= ' ' && each < '~' && each != '%' ? 1 : 3;
    }
    return size;
  }
}
