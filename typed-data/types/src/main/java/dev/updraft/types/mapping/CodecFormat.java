package dev.updraft.types.mapping;

/** What the user's class path says of a class: whether its values travel through a codec. */
public sealed interface CodecFormat {
  /** There is one: values travel as files of this format. */
  record Named(String format) implements CodecFormat {}

  /**
   * There is none.
   *
   * @param broken sentences on codecs that could not be used, any of which may have been for this
   *     class; or empty
   */
  record None(String broken) implements CodecFormat {}

  /**
   * The class must not travel.
   *
   * @param reason a clause that goes on after the class: {@code has two codecs, ..}
   * @param instead a sentence that says what to do
   */
  record Refused(String reason, String instead) implements CodecFormat {}

  /** No codec, and none that is broken. */
  static CodecFormat none() {
    return new None("");
  }
}
