package dev.updraft.types.wire;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a runner leaves in {@code error.pb} when an attempt fails. Contract 1.7.
 *
 * @param code a short name of the failure, such as the exception's class
 * @param message what a person should read
 * @param recoverable whether another attempt may help
 * @param origin whose fault it is, and so whose budget of retries pays
 * @param worker who says so; empty when there is only one
 */
public record ErrorDocument(
    String code,
    String message,
    boolean recoverable,
    Origin origin,
    Optional<Instant> timestamp,
    String worker) {

  /** Whose fault an error is, in the order of Flyte's numbers. */
  public enum Origin {
    UNKNOWN,
    USER,
    SYSTEM
  }

  private static final Origin[] ORIGINS = Origin.values();

  static ErrorDocument read(In in) {
    @Nullable ErrorDocument error = null;
    for (int tag; (tag = in.tag()) != 0; ) {
      if (tag == (1 << 3 | 2)) {
        error = in.message(ErrorDocument::readError);
      } else {
        in.skip(tag);
      }
    }
    if (error == null) {
      throw in.malformed("there is no error in it");
    }
    return error;
  }

  private static ErrorDocument readError(In in) {
    String code = "";
    String message = "";
    boolean recoverable = false;
    var origin = Origin.UNKNOWN;
    Optional<Instant> timestamp = Optional.empty();
    String worker = "";
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 1 << 3 | 2 -> code = in.text();
        case 2 << 3 | 2 -> message = in.text();
        case 3 << 3 -> recoverable = in.varint() == 1;
        case 4 << 3 -> {
          long number = in.varint();
          origin = number >= 0 && number < ORIGINS.length ? ORIGINS[(int) number] : Origin.UNKNOWN;
        }
        case 5 << 3 | 2 -> timestamp = Optional.of(in.message(ScalarForm::instant));
        case 6 << 3 | 2 -> worker = in.text();
        default -> in.skip(tag);
      }
    }
    return new ErrorDocument(code, message, recoverable, origin, timestamp, worker);
  }

  void write(Out out) {
    out.message(
        1,
        () -> {
          out.text(1, code);
          out.text(2, message);
          out.bool(3, recoverable);
          out.varint(4, origin.ordinal());
          timestamp.ifPresent(
              time ->
                  out.message(
                      5, () -> ScalarForm.time(out, time.getEpochSecond(), time.getNano())));
          out.text(6, worker);
        });
  }
}
